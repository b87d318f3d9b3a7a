import Collusion
import Mechanisms

/// What a result in SARIF is about: a kind of claim, or something else that should be so.
enum SARIFRule: String, CaseIterable {
  case deviation = "no-profitable-deviation"
  case robustness
  case resilience
  case coalitionProofness = "coalition-proofness"
  case guarantee
  case conservation
  case solvency
  case vanishing
  case safety = "some-parameters-are-safe"
  case game = "game-tree"
  case record = "recorded-attack"
  case mistake
  case contradiction

  init(_ subject: Remark.Subject) {
    switch subject {
    case .contradiction: self = .contradiction
    case .mistake: self = .mistake
    case .record: self = .record
    case .property(let result): self.init(result.finding.property.claim)
    case .game: self = .game
    }
  }

  private init(_ claim: Property.Claim) {
    switch claim {
    case .noProfitableDeviation: self = .deviation
    case .noProfitableDeviationAmong: self = .robustness
    case .notEachMemberGains: self = .resilience
    case .coalitionProofness: self = .coalitionProofness
    case .guarantee: self = .guarantee
    case .conservation: self = .conservation
    case .solvency: self = .solvency
    case .vanishes: self = .vanishing
    case .someParametersAreSafe: self = .safety
    }
  }

  /// Its place among all of them.
  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// What should be so, in short.
  private var title: String {
    switch self {
    case .deviation: "Nobody profits by breaking the rules"
    case .robustness: "Nobody profits by breaking the rules while others do whatever they like"
    case .resilience: "No members of a coalition all profit by breaking the rules"
    case .coalitionProofness: "No coalition that holds together profits by breaking the rules"
    case .guarantee: "Whoever keeps the rules loses nothing by others"
    case .conservation: "Accounts are empty in the end"
    case .solvency: "Accounts do not go below zero"
    case .vanishing: "A gain, or another quantity, goes to zero"
    case .safety: "There are safe parameters"
    case .game: "A game tree has the properties that are claimed of it"
    case .record: "Recorded attacks are as recorded"
    case .mistake: "Files say what they mean"
    case .contradiction: "Cartel agrees with itself"
    }
  }

  private var explanation: String {
    switch self {
    case .deviation:
      """
      No coalition of the property's class gains more than is allowed, at any parameters that are assumed, \
      whatever it does.
      """
    case .robustness:
      """
      No coalition of the property's class gains more than is allowed while the agents in 'byzantine' do \
      whatever they like.
      """
    case .resilience:
      "No coalition of the property's class has plans by which each of its members gains, or any does."
    case .coalitionProofness:
      "No coalition gains so that each member does, by a plan that no members would leave together."
    case .guarantee:
      """
      No agent who does what is prescribed is expected to have less than a guarantee while others do whatever \
      they like.
      """
    case .conservation: "On every path, whoever does what, nothing is left in these accounts."
    case .solvency: "On every path, whoever does what, these accounts do not go below zero."
    case .vanishing: "The quantity is as small as one likes once a parameter has gone far enough."
    case .safety:
      "There is a choice of parameters at which no coalition of the property's class gains."
    case .game:
      """
      A history or a profile of a game in extensive form has a property, such as immunity, collusion resilience \
      or being an equilibrium, at all values of the game's symbols that meet its constraints.
      """
    case .record:
      "An attack that was recorded is played again, and gains what it gained when it was recorded."
    case .mistake: "A file of a mechanism or of a recorded attack can be read, and is sound."
    case .contradiction:
      "All parts of Cartel say the same of a mechanism. If not, that is a bug in Cartel; please report it."
    }
  }

  var descriptor: SARIFLog.ReportingDescriptor {
    let explanation = SARIFLog.Message(text: explanation)
    return SARIFLog.ReportingDescriptor(
      id: rawValue, shortDescription: SARIFLog.Message(text: title), fullDescription: explanation,
      help: explanation)
  }
}
