public import Collusion
import Exact
import Mechanisms

extension Run {
  /// A recorded attack that was played again.
  public struct Replayed: Sendable {
    public var path: String
    public var attack: RecordedAttack
    public var standing: Standing

    /// - Complexity: as `RecordedAttack.standing()`.
    public init(_ attack: RecordedAttack, from path: String) {
      self.path = path
      self.attack = attack
      standing = attack.standing()
    }

    public enum Outcome: Hashable, Sendable {
      /// It gains what it gained when it was recorded.
      case same
      /// It pays, but gains something else.
      case other
      case stopped
      /// It does not pay, as it should be: the property is expected to be proved.
      case fixed
      /// It pays, and the property is expected to be proved.
      case regression
    }

    public var outcome: Outcome {
      let isFixed = attack.property.expected == .proved
      return switch standing {
      case .pays where isFixed: .regression
      case .pays(let gain): gain == attack.record.gain ? .same : .other
      case .stopped: isFixed ? .fixed : .stopped
      }
    }

    /// Whether it is as it should be.
    public var isExpected: Bool { outcome == .same || outcome == .fixed }

    /// What is wrong with it, and what differs; nil if it is as it should be.
    var complaint: String? {
      switch (outcome, standing) {
      case (.same, _), (.fixed, _): nil
      case (.regression, .pays(let gain)):
        """
        works again, though '\(attack.property.name)' is expected to be proved: \
        it gains \(gain)\(gain == attack.record.gain ? "" : ", \(attack.record.gain) before")
        """
      case (_, .pays(let gain)):
        "gains \(gain) now, \(attack.record.gain) when it was recorded\(whatDiffers)"
      case (_, .stopped(let obstacle)):
        "no longer works: \(ObstacleText(obstacle, to: attack).text)\(whatDiffers)"
      }
    }

    /// More paths than this are not compared with what was told.
    private static let mostPaths = 10_000

    /// What became different since it was recorded.
    private var whatDiffers: String {
      let rules =
        attack.hasSameRules
        ? "the rules are those that it was recorded under"
        : "the rules have changed since it was recorded"
      let plays = try? attack.plays(limit: Self.mostPaths).attacking
      let difference = plays.flatMap {
        TraceDifference(between: attack.record.trace, and: $0, on: attack.mechanism)
      }
      return "; \(rules)\(difference.map { ": \($0.text)" } ?? "")"
    }
  }
}
