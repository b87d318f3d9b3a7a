import Exact

/// Reads the entries of a market file, collecting every mistake it meets.
struct MarketReader {
  let entries: MechanismReader
  let checker: MarketChecker
  /// The market's file.
  let file: String
  let log: DiagnosticLog

  /// - Parameter mechanism: The one that the market names.
  init(_ source: SourceText, of mechanism: Mechanism, _ log: DiagnosticLog) {
    checker = MarketChecker(mechanism, log)
    var entries = MechanismReader([source.file: source], log)
    entries.vocabulary = checker.vocabulary
    entries.bound = checker.bound
    self.entries = entries
    file = source.file
    self.log = log
  }

  /// The market; meaningless if mistakes were reported.
  func market(_ root: Entry) -> Market {
    var fields = Fields(root, .market, log)
    var market = Market(at: root.location)
    market.name = fields.require("market").map { entries.freeText($0, "a name") } ?? ""
    market.about = fields.take("about").map { entries.text($0, "a text") } ?? ""
    market.mechanism = fields.require("mechanism")?.text ?? ""
    if let deals = fields.take("deals").flatMap({ count($0, "'deals'", in: MarketChecker.deals) }) {
      market.deals = deals
    }
    market.parameters = fields.take("parameters").map { parameters($0) } ?? [:]
    market.populations = fields.require("agents").map { populations($0) } ?? []
    market.cartels =
      fields.take("cartels").map { entries.list($0, "cartels").compactMap(cartel) } ?? []
    market.paces = fields.take("times").map { paces($0) } ?? [:]
    market.lasting = fields.take("lasting").map { entries.listOrOne($0).compactMap(account) } ?? []
    market.reputations = fields.take("reputation").map { reputations($0) } ?? []
    market.faults = fields.take("faults").map { faults($0) } ?? [:]
    market.interest =
      fields.take("interest").flatMap { amount($0, "'interest'") } ?? 0
    fields.finish()
    return market
  }

  // MARK: - Single entries

  func count(_ entry: Entry, _ what: String, in range: ClosedRange<Int>) -> Int? {
    guard let count = entries.whole(entry, what, least: range.lowerBound) else { return nil }
    checker.check(count, what, in: range, at: entries.place(of: entry))
    return count
  }

  func amount(_ entry: Entry, _ what: String) -> Rational? {
    guard let amount = entries.rational(entry) else { return nil }
    checker.amount(amount, what, at: entries.place(of: entry))
    return amount
  }

  func probability(_ entry: Entry, _ what: String) -> Rational? {
    guard let probability = entries.rational(entry) else { return nil }
    checker.probability(probability, what, at: entries.place(of: entry))
    return probability
  }

  /// What a map says of each of some names; what cannot be read is left out.
  func named<Name: Hashable, Value>(
    _ entry: Entry, _ what: String, _ read: (_ name: Entry, _ value: Entry) -> (Name, Value)?
  ) -> [Name: Value] {
    // The YAML parser accepts no key twice.
    Dictionary(entries.pairs(entry, what).compactMap(read)) { first, _ in first }
  }

  func role(_ entry: Entry) -> String? {
    entries.name(entry, "a role").flatMap { checker.role($0, at: entries.place(of: entry)) }
  }

  private func account(_ entry: Entry) -> String? {
    entries.name(entry, "an account").flatMap { checker.account($0, at: entries.place(of: entry)) }
  }

  // MARK: - Quantities and durations

  private func parameters(_ entry: Entry) -> [String: Market.Quantity] {
    named(entry, "parameters") { key, value in
      guard let name = entries.name(key, "a parameter"),
        checker.parameter(name, at: entries.place(of: key)) != nil,
        let quantity = quantity(value)
      else { return nil }
      checker.check(quantity, of: name, at: entries.place(of: value))
      return (name, quantity)
    }
  }

  private func quantity(_ entry: Entry) -> Market.Quantity? {
    guard case .map(let pairs) = entry.content else {
      return entries.rational(entry).map { .fixed($0) }
    }
    var fields = Fields(entry, .quantity, log)
    let uniform = fields.take("uniform")
    let values = fields.take("values")
    fields.finish()
    switch (uniform, values) {
    case (let uniform?, nil):
      return range(uniform).flatMap { self.uniform($0, at: uniform.location) }
    case (nil, let values?): return self.values(values)
    default:
      reportNotOne(of: Form.quantity, pairs, at: entry.location)
      return nil
    }
  }

  /// A distribution that is none, or several, of the known ones; a misspelt one is told already.
  private func reportNotOne(of form: Form, _ pairs: [Entry.Pair], at location: Location) {
    if pairs.count != 1 {
      log.report(.notOneKey(form.keys.map(\.name), of: form.subject), at: location)
    }
  }

  private func uniform(_ range: ClosedRange<Int>, at location: Location) -> Market.Quantity? {
    guard range.count <= Limits.values else {
      log.report(.tooManyValues, at: location)
      return nil
    }
    let share = Rational(1, range.count)
    return .mixed(
      Dictionary(uniqueKeysWithValues: range.map { (Rational($0), share) }))
  }

  private func values(_ entry: Entry) -> Market.Quantity? {
    var shares: [Rational: Rational] = [:]
    for (key, value) in entries.pairs(entry, "values and their probabilities") {
      guard let number = entries.rational(key), let share = entries.rational(value) else {
        return nil
      }
      if shares.updateValue(share, forKey: number) != nil {
        log.report(.duplicateKey(number.description), at: entries.place(of: key))
        return nil
      }
    }
    return .mixed(shares)
  }

  /// Two whole numbers, the first not larger than the second.
  private func range(_ entry: Entry) -> ClosedRange<Int>? {
    guard case .list(let list) = entry.content, list.count == 2 else {
      let found = entry.isList ? "another number of them" : entry.nature
      log.report(.expectedEntry("a list of two whole numbers", found: found), at: entry.location)
      return nil
    }
    guard let first = entries.whole(list[0], "the first number", least: 0),
      let last = entries.whole(list[1], "the last number", least: 0)
    else { return nil }
    guard first <= last else {
      log.report(.emptyRange(first, last), at: entries.place(of: list[0]))
      return nil
    }
    return first...last
  }

  /// - Parameter least: The fewest ticks that it may be.
  func duration(_ entry: Entry, _ what: String, least: Int = 0) -> Market.Duration? {
    guard let duration = distribution(entry, what, least: least) else { return nil }
    checker.check(duration, what, least: least, at: entries.place(of: entry))
    return duration
  }

  private func distribution(_ entry: Entry, _ what: String, least: Int) -> Market.Duration? {
    guard case .map(let pairs) = entry.content else {
      return entries.whole(entry, what, least: least).map { .fixed($0) }
    }
    var fields = Fields(entry, .duration, log)
    let uniform = fields.take("uniform")
    let mean = fields.take("exponential")
    fields.finish()
    switch (uniform, mean) {
    case (let uniform?, nil): return range(uniform).map { .uniform($0) }
    case (nil, let mean?): return entries.rational(mean).map { .exponential(mean: $0) }
    default:
      reportNotOne(of: Form.duration, pairs, at: entry.location)
      return nil
    }
  }
}
