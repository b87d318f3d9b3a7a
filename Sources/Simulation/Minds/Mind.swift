import Mechanisms

/// What learns what to do: the mind of one agent, or of all agents of a cartel.
///
/// What it is asked in is told apart by keys; it hears what a deal brought when it is over. Only sums, products
/// and quotients of doubles are used, which are the same on every machine.
struct Mind {
  /// What is known of one thing that it may know when it is asked.
  struct Row {
    /// The options, as branches of a question, in the order of its menu.
    var prescribed: [Double]
    /// The money that each option brought, on average, in the deals in which it was taken.
    var value: [Double]
    var times: [Int]
    /// Regret, or weight.
    var weight: [Double]
    var visits = 0
    /// Of one who plays a plan, the option in it.
    var planned: Int?
    /// The number of the information set, of the agent that is asked.
    let set: Int
    /// How often each option was taken lately.
    var taken: [Int]
    /// How often it was meant to be taken lately, but for trials.
    var meant: [Double]

    init(prescribed: [Double], of set: Int, weight: Double) {
      self.prescribed = prescribed
      self.set = set
      value = Array(repeating: 0, count: prescribed.count)
      times = Array(repeating: 0, count: prescribed.count)
      self.weight = Array(repeating: weight, count: prescribed.count)
      taken = Array(repeating: 0, count: prescribed.count)
      meant = Array(repeating: 0, count: prescribed.count)
    }
  }

  let conduct: Market.Conduct
  /// The population or cartel that it is of; who imitates, imitates others of the same.
  let kind: Int
  /// How many agents it speaks for.
  let members: Int
  private(set) var rows: [Row] = []
  private var numbers: [UInt64: Int] = [:]
  /// The money of late deals, on average.
  private(set) var fortune = 0.0
  private(set) var deals = 0
  /// What deals brought since its decisions were last forgotten.
  private(set) var lately = Sum()
  /// The largest difference between what deals brought.
  private(set) var spread = 0.0
  private var least = Double.infinity
  private var most = -Double.infinity
  private var random: RandomStream
  private var tries = true

  init(_ conduct: Market.Conduct, kind: Int, members: Int, random: RandomStream) {
    self.conduct = conduct
    self.kind = kind
    self.members = members
    self.random = random
  }

  /// How likely it is bold in a deal, and tries what does not look best; in the end it never is.
  var boldness: Double {
    tries ? min(0.5, 20 / Double(deals + 1).squareRoot()) : 0
  }

  /// The row of a key, if it was asked before knowing this.
  func row(_ key: UInt64) -> Int? { numbers[key] }

  mutating func addRow(_ key: UInt64, of set: Int, prescribed: [Double]) -> Int {
    numbers[key] = rows.count
    rows.append(
      Row(
        prescribed: prescribed, of: set, weight: conduct == .multiplicativeWeights ? 1 : 0))
    return rows.count - 1
  }

  /// What it does.
  ///
  /// - Parameter isBold: whether it tries things in this deal.
  /// - Parameter last: what it did last in this deal at the same choice: by trying the same again, members of a
  ///   cartel find what pays only if they do it together.
  mutating func decide(_ number: Int, isBold: Bool, after last: Int?) -> Int {
    let count = rows[number].prescribed.count
    let mixture = strategy(at: number)
    rows[number].visits += 1
    var option = count - 1
    if isBold, conduct != .imitation, random.below(2) == 0 {
      option = random.below(count)
      if let last, last < count, random.below(2) == 0 { option = last }
    } else {
      var point = random.fraction()
      for index in 0..<count {
        point -= mixture[index]
        if point < 0 {
          option = index
          break
        }
      }
    }
    if conduct == .imitation, rows[number].planned == nil {
      // Some begin with something else, so that there is something to imitate.
      if random.below(10) == 0 { option = random.below(count) }
      rows[number].planned = option
    }
    rows[number].taken[option] += 1
    for index in 0..<count { rows[number].meant[index] += mixture[index] }
    return option
  }

  /// What it means to do, but for trials.
  func strategy(at number: Int) -> [Double] {
    let row = rows[number]
    switch conduct {
    case .honest: return row.prescribed
    case .imitation:
      guard let planned = row.planned else { return row.prescribed }
      return row.prescribed.indices.map { $0 == planned ? 1 : 0 }
    case .bestResponse:
      guard let best = row.best else { return row.prescribed }
      return row.prescribed.indices.map { $0 == best ? 1 : 0 }
    case .regretMatching, .multiplicativeWeights:
      let sum = row.weight.reduce(0, +)
      return sum > 0 ? row.weight.map { $0 / sum } : row.prescribed
    }
  }

  /// Hears what a deal brought in which it took an option.
  ///
  /// What the other options would have brought is taken to be what they brought on average.
  mutating func learn(_ number: Int, _ option: Int, brought money: Double) {
    rows[number].times[option] += 1
    // Old deals count less and less, since the others learn too.
    let share = max(1 / Double(rows[number].times[option]), 0.0005)
    rows[number].value[option] += share * (money - rows[number].value[option])
    let value = rows[number].value
    let known = value.indices.filter { rows[number].times[$0] > 0 }
    switch conduct {
    case .honest, .bestResponse, .imitation: break
    case .regretMatching:
      let mixture = strategy(at: number)
      let expected = known.reduce(0) { $0 + mixture[$1] * value[$1] }
      for index in known {
        rows[number].weight[index] = max(0, rows[number].weight[index] + value[index] - expected)
      }
    case .multiplicativeWeights:
      let rate = 0.2 / (1 + Double(rows[number].visits) / 2000)
      let mixture = strategy(at: number)
      let expected = known.reduce(0) { $0 + mixture[$1] * value[$1] }
      for index in known {
        let step = rate * (value[index] - expected) / max(spread, 1e-9)
        rows[number].weight[index] *= 1 + max(-0.5, min(0.5, step))
      }
      let sum = rows[number].weight.reduce(0, +)
      for index in value.indices {
        rows[number].weight[index] = max(1e-9, rows[number].weight[index] / sum)
      }
    }
  }

  /// Hears what a deal brought in all.
  mutating func finish(_ money: Double) {
    deals += 1
    lately.add(money)
    fortune += max(1 / Double(deals), 0.05) * (money - fortune)
    least = min(least, money)
    most = max(most, money)
    spread = most - least
  }

  /// From here on it does what it has learned to do, and tries nothing else; and how often it took what, and what
  /// that brought, is counted anew.
  mutating func settleDown() {
    tries = false
    lately = Sum()
    for index in rows.indices {
      for option in rows[index].taken.indices {
        rows[index].taken[option] = 0
        rows[index].meant[option] = 0
      }
    }
  }

  /// Takes over another's plan, the likelier the more it earned.
  mutating func imitate(_ other: Mind) {
    let range = max(spread, other.spread, 1e-9)
    if random.below(200) == 0 {
      for index in rows.indices where random.below(rows.count) == 0 {
        rows[index].planned = random.below(rows[index].prescribed.count)
      }
      return
    }
    guard other.fortune > fortune, random.fraction() < (other.fortune - fortune) / range else {
      return
    }
    for (key, number) in other.numbers {
      guard let own = numbers[key] else { continue }
      rows[own].planned = other.rows[number].planned
    }
    fortune = other.fortune
    deals = min(deals, other.deals)
  }
}

extension Mind.Row {
  /// The option that brought most on average; what is prescribed, if nothing was tried yet.
  fileprivate var best: Int? {
    let tried = value.indices.filter { times[$0] > 0 }
    return tried.max { value[$0] < value[$1] }
  }
}
