import Collusion
import Exact
import Mechanisms

/// Why a verdict is what it is, in words.
struct ExplanationText {
  let finding: Finding
  let mechanism: Mechanism

  init(_ finding: Finding, on mechanism: Mechanism) {
    self.finding = finding
    self.mechanism = mechanism
  }

  var lines: [String] {
    switch finding.explanation {
    case .proof(let grounds)?: return lines(grounds)
    case .nothingClaimed(let conditions)?: return emptiness(conditions)
    case .impossibility(let condition, let premises)?: return impossibility(condition, premises)
    case nil: break
    }
    switch finding.verdict {
    case .broken(let counterexample):
      let text = CounterexampleText(counterexample, on: mechanism, property: finding.property)
      return text.brief + condition
    case .undecided(let reason), .vacuous(let reason): return [reason]
    case .proved, .impossible: return condition + example
    }
  }

  /// Where it holds, or would.
  private var condition: [String] { finding.condition.map { ConditionText($0).lines } ?? [] }

  private var example: [String] {
    guard let point = finding.condition?.safePoint else { return [] }
    let values = mechanism.parameters.compactMap { parameter in
      point[parameter.name].map { "\(parameter.name) = \($0)" }
    }
    return ["safe, for example, where \(values.joined(separator: ", "))"]
  }

  // MARK: - Proofs

  private func lines(_ grounds: Grounds) -> [String] {
    var lines: [String] = []
    if grounds.needed.isEmpty {
      lines.append("It holds whichever of what is not needed fails or is not paid.")
    } else {
      lines.append("The proof needs these, and none can be left out:")
      lines += grounds.needed.flatMap { need in
        ["- \(named(need.premise))"] + told(need).map { "    \($0)" }
      }
    }
    if !grounds.supporting.isEmpty {
      lines.append("Without any of these the mechanism makes no sense:")
      lines += grounds.supporting.map { support in
        "- \(named(support.premise)): else \(text(support.problem.fault))"
      }
    }
    if !grounds.unneeded.isEmpty {
      let texts = grounds.unneeded.map(\.text)
      lines.append("Not needed: \(texts.joined(separator: "; "))")
    }
    return lines
  }

  private func told(_ need: Grounds.Need) -> [String] {
    let without = need.premise.isCondition ? "where it fails" : "if nobody pays it"
    switch need.consequence {
    case .verdict(.broken(let counterexample)):
      let text = CounterexampleText(
        counterexample, on: mechanism.dropping([need.premise]),
        property: finding.property.dropping([need.premise]))
      let brief = text.brief
      return ["\(without): broken. \(brief[0])"] + brief.dropFirst()
    case .verdict(let verdict):
      return ["\(without): undecided: \(verdict.reason ?? "")"]
    case .nonsense(let fault): return ["\(without): it makes no sense: \(text(fault))"]
    case .replaced(let others):
      let texts = others.map(\.text)
      return [
        others.isEmpty
          ? "\(without): proved from several others in its place"
          : "\(without): proved, from this in its place: \(texts.joined(separator: "; or: "))"
      ]
    }
  }

  /// What is wrong, and where.
  private func text(_ fault: Fault) -> String {
    let place = place(fault.location)
    return place.isEmpty ? "\(fault.kind)" : "at \(place), \(fault.kind)"
  }

  // MARK: - Contradictions

  private func emptiness(_ conditions: [Premise]) -> [String] {
    let reason = finding.verdict.reason ?? ""
    if conditions.isEmpty { return ["\(reason), whatever is assumed"] }
    return ["\(reason). These are why; without any one of them, it would not be so:"]
      + conditions.map { "- \(named($0))" }
  }

  private func impossibility(_ condition: Condition, _ premises: [Premise]) -> [String] {
    let words = ConditionText(condition)
    var lines = ["Wherever it is assumed, one of these attacks pays:"]
    for part in condition.parts {
      lines.append("- \(words.failing(part))")
      for conjunct in part {
        let text = CounterexampleText(
          .attack(conjunct.attack), on: mechanism, property: finding.property)
        lines += text.brief.map { "    \($0)" }
      }
    }
    if !premises.isEmpty {
      lines.append("That no parameters are left needs:")
      lines += premises.map { "- \(named($0))" }
    }
    return lines
  }

  // MARK: - Places

  /// A premise with its place.
  private func named(_ premise: Premise) -> String {
    let place = place(premise.location)
    return place.isEmpty ? premise.text : "\(premise.text)  (\(place))"
  }

  /// The line; with the file, if it is not the mechanism's own.
  private func place(_ location: Location) -> String {
    if location.line == 0 { return "" }
    return location.file == mechanism.location.file
      ? "line \(location.line)" : "\(location.file):\(location.line)"
  }
}
