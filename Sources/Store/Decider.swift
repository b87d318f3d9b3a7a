public import Collusion
import Exact
import Foundation
public import Mechanisms
import Synchronization

/// Decides properties of mechanisms, and remembers what it decided.
///
/// An answer is found again by the meaning of what it depends on: the rules, what is claimed, and the engine. What was
/// not decided in the time that there was is asked again once there is more.
public struct Decider: Sendable {
  public var checker: Checker
  /// Whether everything is decided again, whatever is remembered.
  public var isFresh = false
  let memory: Memory?

  /// Where answers are kept, and whose they are.
  struct Memory: Sendable {
    var store: AnswerStore
    var engine: Engine
  }

  /// - Parameter store: Where answers are kept; nowhere if nil.
  /// - Parameter engine: What decides; without it, nothing is kept.
  public init(_ checker: Checker, keepingIn store: AnswerStore? = nil, by engine: Engine? = nil) {
    self.checker = checker
    if let store, let engine {
      memory = Memory(store: store, engine: engine)
    } else {
      memory = nil
    }
  }

  /// What is wrong with a mechanism that reading it cannot tell, under any of its prescriptions.
  ///
  /// - Throws: `SMTError`.
  public func problems(of mechanism: Mechanism) async throws -> Examination {
    let question = question("problems", [try? mechanism.text()])
    if let question, known(Bool.self, question) == true { return Examination() }
    let examination = try await checker.problems(of: mechanism)
    if let question, examination.isClear { keep(true, isFinal: true, question, for: []) }
    return examination
  }

  /// Decides every property of a mechanism, several at once.
  ///
  /// - Parameter examination: What is known of the mechanism. While something wrong with it is not ruled
  ///   out, nothing counts as proved.
  /// - Parameter begin: is told of each property when work on it begins; not of those that are remembered.
  /// - Parameter report: is told of each finding when it is made, in no fixed order.
  /// - Returns: the findings in the order of the properties.
  /// - Throws: as `Checker.finding(on:of:)`, the first error once all properties had their turn.
  public func findings(
    on mechanism: Mechanism, after examination: Examination,
    begin: @escaping @Sendable (Int) -> Void = { _ in },
    report: @escaping @Sendable (Int, Finding) -> Void = { _, _ in }
  ) async throws -> [Finding] {
    let rules = mechanism.meaning
    let questions = mechanism.properties.map {
      self.question("finding", [rules, $0.meaning])
    }
    var findings = [Finding?](repeating: nil, count: mechanism.properties.count)
    for (index, property) in mechanism.properties.enumerated() {
      guard let question = questions[index], let kept = known(KeptFinding.self, question) else {
        continue
      }
      let finding = kept.finding(on: property).qualified(by: examination)
      findings[index] = finding
      report(index, finding)
    }
    let open = findings.indices.filter { findings[$0] == nil }
    var rest = mechanism
    rest.properties = open.map { mechanism.properties[$0] }
    let tell: @Sendable (Int, Finding) -> Void = { place, finding in
      let index = open[place]
      // What hangs on an examination that is not clear may be otherwise the next time.
      if examination.isClear, let question = questions[index] {
        keep(
          KeptFinding(finding), isFinal: finding.isFinal(within: checker.timeout), question,
          for: finding.reasons)
      }
      report(index, finding)
    }
    let found = try await checker.findings(
      on: rest, after: examination, begin: { begin(open[$0]) }, report: tell)
    for (index, finding) in zip(open, found) { findings[index] = finding }
    return findings.compactMap { $0 }
  }

  /// The most that a coalition of a property's class gains, parameters being at their defaults where they
  /// have one.
  ///
  /// - Parameter names: The parameters that are free all the same.
  /// - Throws: as `Checker.gainBound(for:of:freeing:)`
  public func gainBound(
    for property: Property, of mechanism: Mechanism, freeing names: Set<String> = []
  ) async throws -> Result<GainBound, NoExtremum> {
    let free = names.sorted().joined(separator: " ")
    return try await remembering(
      "gain bound over \(free)", property, mechanism, openReason: { $0.openReason },
      asking: { try await checker.gainBound(for: property, of: mechanism, freeing: names) })
  }

  /// The cheapest design with which a property holds.
  ///
  /// - Throws: as `Checker.cheapestDesign(for:of:)`
  public func cheapestDesign(
    for property: Property, of mechanism: Mechanism
  ) async throws -> Result<CheapestParameters, NoExtremum>? {
    guard mechanism.design != nil else { return nil }
    return try await remembering(
      "cheapest design", property, mechanism, openReason: { $0.openReason },
      asking: {
        try await checker.cheapestDesign(for: property, of: mechanism)
          ?? .failure(NoExtremum(verdict: .vacuous("there is no design")))
      })
  }

  /// The exact condition on the parameters under which a property holds.
  ///
  /// - Parameter parameter: What to solve it for, if anything.
  /// - Throws: as `Checker.condition(for:of:solvingFor:)`
  public func condition(
    for property: Property, of mechanism: Mechanism, solvingFor parameter: String? = nil
  ) async throws -> Condition {
    try await remembering(
      question("condition solved for \(parameter ?? "")", [mechanism.meaning, property.meaning]),
      isFinal: { $0.openReason == nil }, reasons: { [$0.openReason] },
      asking: {
        try await checker.condition(for: property, of: mechanism, solvingFor: parameter)
      })
  }

  /// What follows from findings on a mechanism, and from nothing else but what `kind` says.
  ///
  /// - Throws: what `ask` throws.
  public func remembering<Answer: Codable>(
    _ kind: String, of findings: [Finding], on mechanism: Mechanism,
    asking ask: () async throws -> Answer
  ) async throws -> Answer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let parts = findings.map { finding in
      (try? encoder.encode(finding.verdict)).map {
        finding.property.meaning + String(decoding: $0, as: UTF8.self)
      }
    }
    return try await remembering(question(kind, [mechanism.meaning] + parts), asking: ask)
  }

  // MARK: - Memory

  /// What is remembered under a question; or what is found now, which is kept.
  ///
  /// - Parameter reasons: What an answer says of why it is what it is.
  private func remembering<Answer: Codable>(
    _ question: Question?, isFinal: (Answer) -> Bool = { _ in true },
    reasons: (Answer) -> [String?] = { _ in [] }, asking ask: () async throws -> Answer
  ) async throws -> Answer {
    if let question, let known = known(Answer.self, question) { return known }
    let answer = try await ask()
    if let question { keep(answer, isFinal: isFinal(answer), question, for: reasons(answer)) }
    return answer
  }

  /// A best value, or why there is none.
  private enum KeptExtremum<Answer: Codable>: Codable {
    case found(Answer)
    case none(NoExtremum)

    init(_ result: Result<Answer, NoExtremum>) {
      switch result {
      case .success(let found): self = .found(found)
      case .failure(let none): self = .none(none)
      }
    }

    var result: Result<Answer, NoExtremum> {
      switch self {
      case .found(let found): .success(found)
      case .none(let none): .failure(none)
      }
    }

    /// Why there is none.
    var reason: String? {
      if case .none(let none) = self { none.verdict.reason } else { nil }
    }
  }

  private func remembering<Answer: Codable>(
    _ kind: String, _ property: Property, _ mechanism: Mechanism,
    openReason: (Result<Answer, NoExtremum>) -> String?,
    asking ask: () async throws -> Result<Answer, NoExtremum>
  ) async throws -> Result<Answer, NoExtremum> {
    try await remembering(
      question(kind, [mechanism.meaning, property.meaning]),
      isFinal: { openReason($0.result) == nil }, reasons: { [openReason($0.result), $0.reason] },
      asking: { KeptExtremum(try await ask()) }
    ).result
  }

  /// An answer with how long was allowed for it, where more time might have found more.
  private struct Kept<Answer: Codable>: Codable {
    var limit: Duration?
    var answer: Answer
  }

  private func question(_ kind: String, _ parts: [String?]) -> Question? {
    let parts = parts.compactMap { $0 }.count == parts.count ? parts.compactMap { $0 } : nil
    guard let memory, let parts else { return nil }
    return Question([memory.engine.identity, kind] + parts)
  }

  private func known<Answer: Codable>(_: Answer.Type, _ question: Question) -> Answer? {
    // What a proof rests on is not kept.
    guard !isFresh, !checker.keepsObligations,
      let content = memory?.store.content(under: question),
      let kept = try? JSONDecoder().decode(Kept<Answer>.self, from: content),
      kept.limit.map({ $0 >= checker.timeout }) ?? true
    else { return nil }
    return kept.answer
  }

  /// - Parameter reasons: What the answer says of why it is what it is, if anything. One that names a place in a
  ///   file is not kept: what stands there may stand elsewhere by then, or in another file.
  private func keep<Answer: Codable>(
    _ answer: Answer, isFinal: Bool, _ question: Question, for reasons: [String?]
  ) {
    let namesPlace = reasons.contains { $0?.contains(/:[0-9]+:[0-9]+/) == true }
    guard !namesPlace else { return }
    let kept = Kept(limit: isFinal ? nil : checker.timeout, answer: answer)
    guard let content = try? JSONEncoder().encode(kept) else { return }
    memory?.store.keep(content, under: question)
  }
}

/// A finding as it is kept: without the property, which may be called otherwise by then.
struct KeptFinding: Codable {
  var verdict: Verdict
  var duration: Duration
  var solving: Duration
  var condition: Condition?

  init(_ finding: Finding) {
    verdict = finding.verdict
    duration = finding.duration
    solving = finding.solving
    condition = finding.condition
  }

  func finding(on property: Property) -> Finding {
    var finding = Finding(property, verdict, in: duration)
    finding.solving = solving
    finding.condition = condition
    finding.isRemembered = true
    return finding
  }
}

extension Result<GainBound, NoExtremum> {
  /// Why there may be more, if so.
  fileprivate var openReason: String? {
    switch self {
    case .success(let bound): bound.openReason ?? bound.supremum.openReason
    case .failure(let none): none.openReason
    }
  }
}

extension Result<CheapestParameters, NoExtremum> {
  /// Why there may be less, if so.
  fileprivate var openReason: String? {
    switch self {
    case .success(let cheapest): cheapest.infimum?.openReason
    case .failure(let none): none.openReason
    }
  }
}

extension Examination {
  /// Whether nothing is wrong, and that is certain.
  fileprivate var isClear: Bool { found.isEmpty && open.isEmpty && unfinished == nil }
}

extension Finding {
  /// Whether more time would find nothing more. A search for the smallest attack may have been cut short, if
  /// deciding took much of the time that there was.
  fileprivate func isFinal(within limit: Duration) -> Bool {
    switch verdict {
    case .undecided: false
    case .broken: condition?.openReason == nil && duration * 4 < limit
    case .proved, .impossible, .vacuous: condition?.openReason == nil
    }
  }

  /// Why it is not another one, as far as it says.
  fileprivate var reasons: [String?] { [verdict.reason, condition?.openReason] }
}
