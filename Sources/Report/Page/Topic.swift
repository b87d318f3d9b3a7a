import Exact
import Mechanisms

/// What a property is about, as the columns of an overview tell it.
enum Topic: String, CaseIterable {
  case alone = "nobody gains alone"
  case together = "no group gains"
  case choice = "some choice is safe"
  case vanishing = "gains vanish"
  case losses = "the honest lose nothing"
  case accounts = "accounts are settled"
  case others = "other prescriptions"

  init(of property: Property) {
    switch property.claim {
    case .conservation, .solvency: self = .accounts
    case .guarantee: self = .losses
    case .vanishes: self = .vanishing
    case _ where !property.prescriptions.isEmpty: self = .others
    case .someParametersAreSafe: self = .choice
    case .noProfitableDeviation, .noProfitableDeviationAmong, .notEachMemberGains,
      .coalitionProofness:
      self = property.coalitions.isOneAgent ? .alone : .together
    }
  }
}

extension CoalitionClass {
  /// Whether nobody has company.
  fileprivate var isOneAgent: Bool {
    switch self {
    case .size(let most): most.content == .number(1)
    case .perRole(let bounds): bounds.count == 1 && bounds[0].most.content == .number(1)
    }
  }
}
