import Algorithms
import Collusion
import Exact
import Interpretation
import Mechanisms
import PropertyTesting
import Twin

/// The largest gain of any coalition of a property's class at one point, by trying everything in the
/// twin, held against verdicts.
struct BruteForce {
  let mechanism: Mechanism
  let property: Property
  let point: [String: Rational]
  let checker: Checker

  /// Coalitions with more paths than this are not tried.
  private static let mostPaths = 3_000
  /// Classes of more coalitions than this are not tried, nor those among more agents.
  private static let mostCoalitions = 200
  private static let mostAgents: Rational = 12

  /// The largest gain, or loss of a victim, 0 if there is none; nil if there are too many paths, agents or
  /// coalitions, or none.
  ///
  /// - Throws: a `Fault` of the mechanism.
  func largestGain() throws -> Rational? {
    switch property.claim {
    case .notEachMemberGains, .coalitionProofness, .conservation, .solvency: return nil
    default: break
    }
    let domain = RationalDomain(point)
    let agents = try mechanism.roles.map { try domain.number(of: $0.size) }.reduce(0, +)
    guard agents <= Self.mostAgents else { return nil }
    let attacker = Attacker(mechanism, property)
    let most = try attacker.mostMembers(at: point)
    let together = try attacker.mostTogether(at: point)
    guard let all = combinations(of: most.mapValues { 0...$0 }) else { return nil }
    var best: Rational?
    for members in all {
      let size = members.values.reduce(0, +)
      guard property.isGuarantee ? size == 0 : (1...max(together, 1)).contains(size) else {
        continue
      }
      do {
        guard let gain = try largestGain(of: members, attacker) else { return nil }
        best = max(best ?? 0, gain)
      } catch is Rejection {
        continue
      } catch is TwinError {
        return nil
      } catch is PlanError {
        return nil
      }
    }
    return best
  }

  private func largestGain(of members: [String: Int], _ attacker: Attacker) throws -> Rational? {
    var victims: [String?] = [nil]
    if case .guarantee(let guarantee) = property.claim { victims = guarantee.roles }
    var best: Rational = 0
    for victim in victims {
      let bounds = try attacker.byzantine(beside: members, harming: victim, at: point)
      guard let all = combinations(of: bounds) else { return nil }
      let additions = combinations(of: try attacker.identities(at: point).mapValues { 0...$0 })
      for (byzantine, identities) in product(all, additions ?? [[:]]) {
        let coalition = Coalition(members, byzantine: byzantine, adding: identities)
        if victim == nil && coalition.byzantine.isEmpty && identities.isEmpty
          && mechanism.repetition == nil
        {
          let twin = try Twin(
            mechanism, parameters: point, coalition: coalition,
            prescribing: property.prescriptions)
          best = max(best, try twin.bestReply(limit: Self.mostPaths).gain)
        } else {
          guard let gain = try attacker.largestGain(of: coalition, harming: victim, at: point)
          else { return nil }
          best = max(best, gain)
        }
      }
    }
    return best
  }

  /// Every choice of a number for each role; nil if there are too many.
  private func combinations(of ranges: [String: ClosedRange<Int>]) -> [[String: Int]]? {
    var all: [[String: Int]] = [[:]]
    for (role, range) in ranges {
      guard range.count * all.count <= Self.mostCoalitions else { return nil }
      all = all.flatMap { counts in range.map { counts.merging([role: $0]) { $1 } } }
    }
    return all
  }

  /// Asks the solver whether more can be gained than the largest gain, or than a little less.
  ///
  /// - Throws: a ``Contradiction`` if the answer is not that.
  func compare(just side: Side) async throws {
    guard let most = try largestGain() else { return }
    let margin = side == .atMost || most == 0 ? most : most * Rational(99, 100)
    switch (try await verdict(margin: margin), margin < most) {
    case (.undecided, _), (.proved, false), (.broken, true): break
    case (.proved, true): throw Contradiction(.verdict("proved", gain: most, allowed: margin))
    case (.broken(let counterexample), false):
      throw Contradiction(
        .verdict("broken", gain: counterexample.attack?.gain ?? 0, allowed: most))
    case (.vacuous, _), (.impossible, _):
      throw Contradiction(.noAttack("vacuous", most: most))
    }
  }

  /// Holds a condition against what can be gained at the point: it has to hold exactly where no more than
  /// the margin can be.
  ///
  /// - Throws: a ``Contradiction`` if it does not; a `Fault` of the mechanism.
  func compare(_ condition: Condition) throws {
    guard condition.isDecided, let most = try largestGain() else { return }
    let allowed = try Attacker(mechanism, property).margin(at: point)
    let isSafe = most <= allowed
    guard condition.holds(at: point) != isSafe else { return }
    throw Contradiction(.condition(holds: !isSafe, gain: most, allowed: allowed, at: point))
  }

  /// Holds bounds on the gain against what can be gained at the point: the one of all parameters as a
  /// formula, and the one of the point alone.
  ///
  /// - Throws: a ``Contradiction`` if they are not that; a `Fault` of the mechanism.
  func compareBounds() async throws {
    guard let most = try largestGain() else { return }
    let names = Set(mechanism.parameters.map(\.name))
    if case .success(let bound) = try await bound(on: property, freeing: names), bound.isExact,
      bound.gain(at: point) != most
    {
      throw Contradiction(.bound("\(bound.gain(at: point))", gain: most, at: point))
    }
    guard case .success(let bound) = try await bound(on: pinned, freeing: []) else { return }
    switch bound.supremum {
    case .unknown, .attained(most, _): break
    case .enclosed(let found, let limit, _) where found <= most && most <= limit: break
    case .attained(let value, _), .approached(let value, _), .enclosed(let value, _, _):
      throw Contradiction(.bound("\(value)", gain: most, at: point))
    case .unbounded: throw Contradiction(.bound("unbounded", gain: most, at: point))
    }
  }

  private func bound(
    on property: Property, freeing names: Set<String>
  ) async throws -> Result<GainBound, NoExtremum> {
    do {
      return try await checker.gainBound(for: property, of: mechanism, freeing: names)
    } catch {
      throw Contradiction(.failure("\(error)"))
    }
  }

  /// The property at the point alone.
  private var pinned: Property {
    var pinned = property
    pinned.given += point.sorted { $0.key < $1.key }.map { name, value in
      Located(.comparison(.equal, .parameter(name), .number(value)))
    }
    return pinned
  }

  /// The margin of a question about the largest gain.
  enum Side {
    case atMost, below
  }

  private func verdict(margin: Rational) async throws -> Verdict {
    var pinned = pinned
    pinned.margin = Located(.number(margin))
    do {
      return try await checker.finding(on: pinned, of: mechanism).verdict
    } catch {
      throw Contradiction(.failure("\(error)"))
    }
  }
}
