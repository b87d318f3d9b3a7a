import Collusion
import Exact
import Mechanisms

/// Why a verdict is what it is. Its keys are always there; what does not apply is null.
struct ExplanationDocument: Encodable {
  /// What a proof needs beside what is supporting; none can be left out.
  var needed: Nullable<[NeedDocument]>
  /// Without any of these the mechanism makes no sense.
  var supporting: Nullable<[SupportDocument]>
  var unneeded: Nullable<[PremiseDocument]>
  /// The conditions without which a vacuous property would claim something.
  var contradicting: Nullable<[PremiseDocument]>
  /// Of what is impossible: attacks of which one always pays, and the conditions that this needs.
  var attacks: Nullable<[String]>
  var conditions: Nullable<[PremiseDocument]>

  init(_ explanation: Explanation, of finding: Finding, on mechanism: Mechanism) {
    var grounds: Grounds?
    var empty: [Premise]?
    var impossible: (attacks: [Conjunct], conditions: [Premise])?
    switch explanation {
    case .proof(let some): grounds = some
    case .nothingClaimed(let conditions): empty = conditions
    case .impossibility(let condition, let premises):
      impossible = (attacks: condition.conjuncts, conditions: premises)
    }
    needed = Nullable(grounds?.needed.map { NeedDocument($0, of: finding.property, on: mechanism) })
    supporting = Nullable(grounds?.supporting.map(SupportDocument.init))
    unneeded = Nullable(grounds?.unneeded.map(PremiseDocument.init))
    contradicting = Nullable(empty?.map(PremiseDocument.init))
    attacks = Nullable(
      impossible?.attacks.map {
        CounterexampleText(.attack($0.attack), on: mechanism, property: finding.property).headline
      })
    conditions = Nullable(impossible?.conditions.map(PremiseDocument.init))
  }
}

struct PremiseDocument: Encodable {
  /// `assumption`, `given`, `payment`, `cost` or `identity`.
  var kind: String
  var text: String
  var file: String
  var line: Int

  init(_ premise: Premise) {
    kind =
      switch premise.kind {
      case .assumption: "assumption"
      case .given: "given"
      case .payment: "payment"
      case .cost: "cost"
      case .identity: "identity"
      }
    text = premise.text
    file = premise.location.file
    line = premise.location.line
  }
}

/// A premise that a proof needs, with what follows if it alone is dropped.
struct NeedDocument: Encodable {
  var premise: PremiseDocument
  /// A verdict; `nonsense` if something is wrong with the mechanism then.
  var without: String
  /// Why: the attack in one line, what is wrong, or why it is undecided.
  var reason: Nullable<String>
  var coalition: Nullable<[String: Int]>
  var gain: Nullable<String>
  var parameters: Nullable<[String: String]>
  /// What each takes the place of the premise, where it is proved all the same.
  var replacements: [PremiseDocument]

  init(_ need: Grounds.Need, of property: Property, on mechanism: Mechanism) {
    premise = PremiseDocument(need.premise)
    var reason: String?
    var counterexample: Counterexample?
    var replacements: [Premise] = []
    switch need.consequence {
    case .verdict(let verdict):
      without = verdict.expectation.rawValue
      reason = verdict.reason
      if case .broken(let some) = verdict {
        counterexample = some
        reason =
          CounterexampleText(
            some, on: mechanism.dropping([need.premise]),
            property: property.dropping([need.premise])
          ).headline
      }
    case .nonsense(let fault):
      without = "nonsense"
      reason = "\(fault)"
    case .replaced(let others):
      without = "proved"
      replacements = others
    }
    self.reason = Nullable(reason)
    coalition = Nullable(counterexample?.attack?.coalition.members)
    gain = Nullable(counterexample?.attack.map { "\($0.gain)" })
    parameters = Nullable(counterexample.map { $0.point.mapValues { "\($0)" } })
    self.replacements = replacements.map(PremiseDocument.init)
  }
}

/// A premise without which the mechanism makes no sense.
struct SupportDocument: Encodable {
  var premise: PremiseDocument
  var problem: String

  init(_ support: Grounds.Support) {
    premise = PremiseDocument(support.premise)
    problem = "\(support.problem.fault)"
  }
}
