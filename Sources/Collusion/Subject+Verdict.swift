import Mechanisms
import SMT

extension Subject {
  /// What is found about the property, with the condition on the parameters where the claim is about one.
  ///
  /// - Throws: ``Disagreement``; a `Fault` of the mechanism that shows in a replay; `SMTError`.
  func verdict(asking oracle: Oracle) throws -> (Verdict, Condition?) {
    let search = Search(subject: self, oracle: oracle)
    return switch property.claim {
    case .someParametersAreSafe: try search.safety()
    case .vanishes(let vanishing):
      (try VanishingSearch(self, vanishing, asking: oracle).verdict(), nil)
    case .conservation(let accounts):
      (try SettlementSearch(self, of: accounts, inTheEnd: true, asking: oracle).verdict(), nil)
    case .solvency(let accounts):
      (try SettlementSearch(self, of: accounts, inTheEnd: false, asking: oracle).verdict(), nil)
    case .notEachMemberGains(let strongly):
      (try MixtureSearch(subject: self, oracle: oracle, strongly: strongly).verdict(), nil)
    case .coalitionProofness:
      (try MixtureSearch(subject: self, oracle: oracle, isSelfEnforcing: true).verdict(), nil)
    case .noProfitableDeviation, .noProfitableDeviationAmong, .guarantee:
      (try search.verdict(), nil)
    }
  }

  /// Whether the property is proved. Where single attacks decide it, none is looked for.
  ///
  /// Nothing is played: so the question makes sense also where the mechanism does not.
  ///
  /// - Throws: `SMTError`.
  func isProved(asking oracle: Oracle) throws -> Bool {
    do {
      switch property.claim {
      case .noProfitableDeviation, .noProfitableDeviationAmong, .guarantee:
        return try Search(subject: self, oracle: oracle).isProved()
      default: return try verdict(asking: oracle).0 == .proved
      }
    } catch is OutOfTime {
      return false
    } catch is Fault {
      return false
    } catch is Disagreement {
      return false
    }
  }
}
