import Exact
import Mechanisms
import Twin

/// Where the plays of an attack first differ from those that its record tells.
struct TraceDifference {
  let text: String

  /// - Returns: nil if every play that is told still happens, and is as likely.
  /// - Complexity: O(plays told · plays now · events).
  init?(between trace: Trace, and plays: [Play], on mechanism: Mechanism) {
    let book = Playbook(plays, of: mechanism)
    let now = plays.map { (play: $0, events: book.lines(of: $0)) }
    var likelihood: String?
    for told in trace.plays {
      let candidates = now.filter { $0.play.round == told.round }
      guard
        let nearest = candidates.max(by: { left, right in
          left.events.shared(with: told.events) < right.events.shared(with: told.events)
        })
      else { continue }
      let index = nearest.events.shared(with: told.events)
      if index < max(nearest.events.count, told.events.count) {
        text = Self.text(told, index, nearest.events, nearest.play.events)
        return
      }
      let probability = candidates.filter { $0.events == told.events }
        .reduce(Rational(0)) { $0 + $1.play.probability }
      if probability != told.probability, likelihood == nil {
        likelihood =
          "what happened with probability \(told.probability) happens with probability \(probability)"
      }
    }
    guard let likelihood else { return nil }
    text = likelihood
  }

  private static func text(
    _ told: Trace.Play, _ index: Int, _ lines: [String], _ events: [Event]
  ) -> String {
    let before = index == 0 ? "at first" : "after '\(told.events[index - 1])'"
    let then = index < told.events.count ? "'\(told.events[index])'" : "nothing more"
    guard index < lines.count else { return "\(before), there was \(then), and now nothing more" }
    return "\(before), there was \(then), and now '\(lines[index])'\(place(of: events[index]))"
  }

  private static func place(of event: Event) -> String {
    if case .paid(_, _, _, let location) = event { " (\(location))" } else { "" }
  }
}

extension [String] {
  /// How many of the first elements are the same.
  fileprivate func shared(with other: [String]) -> Int {
    zip(self, other).prefix { $0 == $1 }.count
  }
}
