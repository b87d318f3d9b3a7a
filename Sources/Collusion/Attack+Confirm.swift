import Exact
import Interpretation
import Mechanisms
import Twin

extension Attack {
  /// Plays the attack in the twin: it has to gain the same there, and more than is allowed.
  ///
  /// - Throws: ``Disagreement`` if not; a `TwinError` if it is too large to be played; a `Fault` of the
  ///   mechanism.
  func confirm(on subject: Subject) throws {
    let margin = try subject.property.allowedGain(in: RationalDomain(parameters))
    do {
      let played = try Replay(subject.mechanism, subject.property.prescriptions)
        .gain(of: deviation, by: coalition, for: stakes, at: parameters)
      guard played == gain else {
        throw Disagreement(property: subject.property.name, attack: self, twin: "\(played)")
      }
      guard gain > margin else {
        throw Disagreement(
          property: subject.property.name, attack: self,
          twin: "the same, which is not above what is allowed, \(margin)")
      }
    } catch let error as PlanError {
      throw Disagreement(property: subject.property.name, attack: self, twin: "\(error)")
    }
  }
}

extension TwinError {
  /// Whether it tells of what can be played, not of the mechanism.
  var isLimit: Bool {
    switch self {
    case .tooManyPaths, .tooManyAgents, .tooManyRounds: true
    default: false
    }
  }
}
