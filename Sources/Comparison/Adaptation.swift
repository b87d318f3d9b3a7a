import Collusion
import Exact
import Mechanisms
import Twin

/// A plan for some rules as it is carried out under other ones.
struct Adaptation {
  /// Which step there stands for one here, by their numbers.
  private let counterparts: [Int: Int]
  /// What is done in each situation, told apart by what there is under both rules only; nil where that does not
  /// tell apart what the plan does.
  private var choices: [InformationSet: [String: Int]?] = [:]

  init(_ deviation: Deviation, by counterparts: [Int: Int]) {
    self.counterparts = counterparts
    for (set, split) in deviation.choices {
      guard let there = Self.translated(set, counterparts) else { continue }
      if let known = choices[there], known != split {
        choices[there] = .some(nil)
      } else {
        choices[there] = .some(split)
      }
    }
  }

  /// What an attack gains under other rules; nil if its plan does not fit there.
  func gain(
    of attack: Attack, on mechanism: Mechanism, _ property: Property
  ) throws -> Rational? {
    do {
      let twin = try Twin(
        mechanism, parameters: attack.parameters, coalition: attack.coalition,
        prescribing: property.prescriptions)
      let kept = Dictionary(
        uniqueKeysWithValues: Set(counterparts.values).map { ($0, $0) })
      let (_, plan) = try twin.expectation(limit: Replay.mostPaths) { set, _, _ in
        guard let there = Self.translated(set, kept), let split = choices[there] ?? nil else {
          throw PlanError(.missing, in: set)
        }
        return split
      }
      return try Replay(mechanism, property.prescriptions).gain(
        of: plan, by: attack.coalition, for: Stakes(harming: attack.victim, by: property),
        at: attack.parameters)
    } catch is PlanError {
      return nil
    } catch is TwinError {
      return nil
    }
  }

  /// A situation with the steps that stand for others, without what was seen at other steps; nil if it is at
  /// one of those.
  private static func translated(
    _ set: InformationSet, _ counterparts: [Int: Int]
  ) -> InformationSet? {
    func moment(_ moment: Moment) -> Moment? {
      counterparts[moment.step].map { Moment($0, rounds: moment.rounds) }
    }
    func sightings(_ sightings: [Sighting]) -> [Sighting] {
      sightings.compactMap { sighting in
        moment(sighting.moment).map { Sighting($0, sighting.fact) }
      }.sorted()
    }
    func alike(_ alike: Alike) -> Alike {
      Alike(alike.role, alike.side, sightings(alike.sightings))
    }
    guard let asked = moment(set.view.moment) else { return nil }
    let crowd = set.view.crowd.reduce(into: [Alike: Int]()) {
      let kind = alike($1.key)
      if !kind.sightings.isEmpty { $0[kind, default: 0] += $1.value }
    }
    return InformationSet(
      View(asked, sightings: sightings(set.view.sightings), crowd: crowd), asked: alike(set.asked))
  }
}
