import Foundation
import Spelling

/// Plans with moments and sightings by the labels of their steps: `arbiter.verdict: uphold`, in the second round
/// `worker.work[2]: yes`.
struct Labels {
  private let labels: [Int: String]
  private let steps: [String: Int]
  private let choices: Set<Int>

  init(_ mechanism: Mechanism) {
    labels = mechanism.labels
    choices = Set(mechanism.choices.map(\.id))
    steps = Dictionary(uniqueKeysWithValues: labels.map { ($0.value, $0.key) })
  }

  // MARK: - To text

  func plan(of deviation: Deviation) -> [AttackRecord.Act] {
    deviation.inOrder.map { set, split in
      AttackRecord.Act(
        at: Located(text(set.view.moment)), asked: kind(set.asked),
        known: set.view.sightings.map(text),
        crowd: set.view.crowd.sorted { $0.key < $1.key }.map { alike, count in
          AttackRecord.Crowd(count: count, kind: kind(alike))
        }, take: split)
    }
  }

  private func kind(_ alike: Alike) -> AttackRecord.Kind {
    AttackRecord.Kind(role: alike.role, side: alike.side, seen: alike.sightings.map(text))
  }

  private func text(_ moment: Moment) -> String {
    let rounds = moment.rounds.map { "[\($0)]" }.joined()
    return (labels[moment.step] ?? "step \(moment.step)") + rounds
  }

  private func text(_ sighting: Sighting) -> Located<String> {
    Located("\(text(sighting.moment)): \(sighting.fact)")
  }

  // MARK: - From text

  /// - Throws: ``Diagnostics``, if there are no such steps.
  func deviation(of plan: [AttackRecord.Act]) throws(Diagnostics) -> Deviation {
    let log = DiagnosticLog()
    var choices: [InformationSet: [String: Int]] = [:]
    for act in plan {
      let crowd = act.crowd.map { (alike($0.kind, log), $0.count) }
      let moment = moment(act.at.content, at: act.at.location, log)
      if log.isEmpty, !self.choices.contains(moment.step) {
        log.report(.notWhatItIsUsedAs(act.at.content, "a choice"), at: act.at.location)
      }
      let view = View(
        moment,
        sightings: act.known.map { sighting($0, log) }.sorted(),
        crowd: Dictionary(crowd, uniquingKeysWith: +))
      choices[InformationSet(view, asked: alike(act.asked, log))] = act.take
    }
    try log.throwIfAny()
    return Deviation(choices)
  }

  private func alike(_ kind: AttackRecord.Kind, _ log: DiagnosticLog) -> Alike {
    Alike(kind.role, kind.side, kind.seen.map { sighting($0, log) }.sorted())
  }

  private func moment(
    _ text: some StringProtocol, at location: Location, _ log: DiagnosticLog
  ) -> Moment {
    var label = Substring(text)
    var rounds: [Int] = []
    while label.hasSuffix("]"), let open = label.lastIndex(of: "["),
      let round = Int(label[label.index(after: open)...].dropLast())
    {
      rounds.insert(round, at: 0)
      label = label[..<open]
    }
    let name = String(label)
    guard let step = steps[name] else {
      log.report(.unknown("step", name, nearest(to: name, among: steps.keys)), at: location)
      return Moment(0)
    }
    return Moment(step, rounds: rounds)
  }

  private func sighting(_ text: Located<String>, _ log: DiagnosticLog) -> Sighting {
    guard let colon = text.content.range(of: ": ") else {
      log.report(
        .expectedEntry("a 'step: fact'", found: "'\(text.content)'"), at: text.location)
      return Sighting(Moment(0), "")
    }
    return Sighting(
      moment(text.content[..<colon.lowerBound], at: text.location, log),
      String(text.content[colon.upperBound...]))
  }
}
