public import Collusion
import Exact
import Mechanisms
import Twin

extension InformalTrace {
  private enum Name {
    static let record = "record"
    static let parameters = "parameters"
  }

  /// A play of a recorded attack: a state before it, and one after each event.
  ///
  /// - Parameter number: Which play, from 1, in the order of the playbook.
  /// - Parameter record: The record's file, relative to the trace's.
  public init(
    ofPlay number: Int, in book: Playbook, of attack: RecordedAttack, recordedIn record: String
  ) {
    let play = book.plays[number - 1]
    let texts = [
      "format": "ITF",
      "format-description": "https://apalache-mc.org/docs/adr/015adr-trace.html",
      "description": "A play of an attack, as Cartel's twin plays it",
      "mechanism": attack.mechanism.name, "property": attack.property.name,
      Name.record: record, "play": "\(number) of \(book.plays.count)",
      "round": play.round, "probability": "\(play.probability)",
      "money": "a record of two integers: num / den; of agents that are not named, 0",
    ]
    remarks = texts.compactMapValues { $0.map { .text($0) } }
    parameters = [Name.parameters]
    variables = Snapshot.Variable.all
    states = book.snapshots(of: play).map(\.state)
    states[0][Name.parameters] = Snapshot.map(attack.parameters) { InformalValue($0) }
  }

  /// The file of the recorded attack that it is a play of, relative to its own.
  public var record: String? {
    if case .text(let file)? = remarks[Name.record] { file } else { nil }
  }

  /// How it compares with the plays of an attack in the twin.
  public enum Comparison: Hashable, Sendable {
    /// It is the play of this number, state by state.
    case play(Int)
    /// It is none; the first difference from the play that it is the same as longest.
    case difference(state: Int, String, fromPlay: Int)
  }

  /// Holds the parameters and every state against those of the plays.
  ///
  /// - Returns: nil if there are no plays.
  /// - Complexity: O(plays · states · agents).
  public func compared(with book: Playbook, of attack: RecordedAttack) -> Comparison? {
    if let difference = difference(from: attack.parameters) {
      return .difference(state: 0, difference, fromPlay: 1)
    }
    var nearest: Comparison?
    var agreed = -1
    for (index, play) in book.plays.enumerated() {
      let snapshots = book.snapshots(of: play)
      guard let (state, difference) = difference(from: snapshots) else { return .play(index + 1) }
      if state > agreed {
        agreed = state
        nearest = .difference(state: state, difference, fromPlay: index + 1)
      }
    }
    return nearest
  }

  private func difference(from parameters: [String: Rational]) -> String? {
    guard let value = states.first?[Name.parameters] else {
      return "'\(Name.parameters)' is missing"
    }
    guard let said = value.entries else { return "'\(Name.parameters)' is no map from texts" }
    for name in Set(said.keys).union(parameters.keys).sorted() {
      switch (said[name], parameters[name]) {
      case (_, nil): return "the attack has no parameter \(name)"
      case (nil, _): return "the parameter \(name) is missing"
      case (let said?, let value?):
        if said.number == value { continue }
        return "the parameter \(name) is something else than \(value)"
      }
    }
    return nil
  }

  private func difference(from snapshots: [Snapshot]) -> (Int, String)? {
    for (index, (snapshot, said)) in zip(snapshots, states).enumerated() {
      var state = said
      if index == 0 { state[Name.parameters] = nil }
      if let difference = snapshot.difference(from: state) { return (index, difference) }
    }
    if states.count < snapshots.count {
      return (states.count, "it ends, and in the twin '\(snapshots[states.count].event)' follows")
    }
    if states.count > snapshots.count {
      return (snapshots.count, "it goes on, and in the twin all is over")
    }
    return loop.map {
      (states.count - 1, "it goes back to state \($0), and in the twin all is over")
    }
  }
}
