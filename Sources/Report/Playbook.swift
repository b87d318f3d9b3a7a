import Exact
public import Mechanisms
public import Twin

/// Every way in which an attack can go, event by event.
public struct Playbook: Sendable {
  private let plays: [Play]
  private let mechanism: Mechanism

  /// No more ways than this are told; the rest is counted.
  private static let most = 20

  public init(_ plays: [Play], of mechanism: Mechanism) {
    self.plays = plays.sorted {
      ($0.round ?? "", $1.probability) < ($1.round ?? "", $0.probability)
    }
    self.mechanism = mechanism
  }

  public var text: String {
    var lines: [String] = []
    for (number, play) in plays.prefix(Self.most).enumerated() {
      let round = play.round.map { " of a round that begins with \($0)" } ?? ""
      lines.append(
        "play \(number + 1) of \(plays.count)\(round), with probability \(play.probability)")
      lines += Self.lines(of: play, mechanism).map { "  \($0)" }
      lines.append("  the coalition ends with \(play.coalition)")
      lines.append("")
    }
    if plays.count > Self.most {
      lines.append("and \(plays.count - Self.most) more\n")
    }
    return lines.joined(separator: "\n")
  }

  /// What happens in a play, event by event.
  static func lines(of play: Play, _ mechanism: Mechanism) -> [String] {
    play.events.map { line(for: $0, mechanism) }
  }

  private static func line(for event: Event, _ mechanism: Mechanism) -> String {
    switch event {
    case .chose(let agent, _, let option, let moment):
      "\(agent) at \(mechanism.label(of: moment.step)): \(option)"
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
