import Exact
public import Mechanisms
public import Twin

/// Every way in which an attack can go, event by event: the most telling ones first, in which something happens
/// that does not in honest play, and of those the likeliest.
public struct Playbook: Sendable {
  public let plays: [Play]
  private let labels: [Int: String]

  /// No more ways than this are told; the rest is counted.
  private static let most = 20
  /// No more ways than this are told in a record.
  private static let mostRecorded = 3

  /// - Parameter honest: What happens, too, when all do what is prescribed.
  public init(_ plays: [Play], of mechanism: Mechanism, besides honest: [Play] = []) {
    let usual = Set(honest.map(\.events))
    let ranked = plays.map { play in
      (play: play, isUsual: usual.contains(play.events), probability: play.probability)
    }
    self.plays =
      ranked.sorted { left, right in
        let (before, after) = (left.play.round ?? "", right.play.round ?? "")
        if before != after { return before < after }
        if left.isUsual != right.isUsual { return right.isUsual }
        return left.probability > right.probability
      }.map(\.play)
    labels = mechanism.labels
  }

  public var text: String {
    var lines: [String] = []
    for (number, play) in plays.prefix(Self.most).enumerated() {
      let round = play.round.map { " of a round that begins with \($0)" } ?? ""
      lines.append(
        "play \(number + 1) of \(plays.count)\(round), with probability \(play.probability)")
      lines += self.lines(of: play).map { "  \($0)" }
      lines.append("  the coalition ends with \(play.coalition)")
      lines.append("")
    }
    if plays.count > Self.most {
      lines.append("and \(plays.count - Self.most) more\n")
    }
    return lines.joined(separator: "\n")
  }

  /// The first plays, as they are recorded.
  public var trace: Trace {
    let told = plays.prefix(Self.mostRecorded).map { play in
      Trace.Play(
        round: play.round, probability: play.probability, events: lines(of: play),
        coalition: play.coalition)
    }
    return Trace(told, untold: plays.count - told.count)
  }

  /// What happens in a play, event by event.
  func lines(of play: Play) -> [String] { play.events.map(line) }

  /// An event in words.
  func line(for event: Event) -> String {
    switch event {
    case .chose(let agent, _, let option, let moment):
      "\(agent) at \(labels[moment.step] ?? "step \(moment.step)"): \(option)"
    case .met(let chance, let outcome): "\(chance) turns out \(outcome)"
    case .turned(let agent, let attribute, let outcome):
      "\(attribute) of \(agent) turns out \(outcome)"
    case .drew(let name, let agents):
      "drawn as \(name): \(agents.map(\.description).joined(separator: ", "))"
    case .paid(let amount, let source, let target, _): "\(source) pays \(amount) to \(target)"
    case .bound(let name, let value): "\(name) is \(value)"
    case .revealed(let secret): "\(secret) is revealed"
    }
  }
}
