public import Mechanisms

/// How far long work has come: what is at work, what was found, how long the rest may take.
public struct ProgressText: Sendable {
  /// How many properties there are to decide.
  public var total = 0
  /// Those known from before.
  public var remembered = 0
  public var unexpected = 0
  private var found: [Property.Expectation: Int] = [:]
  private var jobs: [(text: String, start: Duration)?] = []

  public init() {}

  /// Work on something begins.
  ///
  /// - Parameter now: How long the whole has taken so far.
  /// - Returns: which of those at work at the same time it is, from 0.
  public mutating func begin(_ text: String, at now: Duration) -> Int {
    let place = jobs.firstIndex { $0 == nil } ?? jobs.endIndex
    if place == jobs.endIndex { jobs.append(nil) }
    jobs[place] = (text: text, start: now)
    return place
  }

  /// It ends.
  public mutating func end(_ place: Int) { jobs[place] = nil }

  public mutating func count(_ verdict: Property.Expectation) { found[verdict, default: 0] += 1 }

  private var done: Int { found.values.reduce(0, +) }

  /// A line for each thing at work, and one for the whole; none longer than a width in characters.
  ///
  /// - Parameter now: How long the whole has taken so far.
  public func lines(at now: Duration, width: Int) -> [String] {
    let working = jobs.enumerated().map { place, job in
      guard let job else { return "  \(place + 1)" }
      let time = "  " + Self.time(now - job.start)
      let text = "  \(place + 1)  \(job.text)"
      return text.shortened(to: width - time.count).padded(to: width - time.count) + time
    }
    return working + [whole(at: now).shortened(to: width)]
  }

  private func whole(at now: Duration) -> String {
    var parts = ["\(done) of \(total)"]
    let counts = Property.Expectation.allCases.compactMap { verdict in
      found[verdict].map { "\($0) \(verdict.rawValue)" }
    }
    if !counts.isEmpty { parts.append(counts.joined(separator: ", ")) }
    if unexpected > 0 { parts.append("\(unexpected) not as expected") }
    if let rest = rest(at: now) { parts.append("about \(Self.time(rest)) left") }
    return "  \(Self.bar(done, of: total))  \(parts.joined(separator: " · "))"
  }

  static func bar(_ done: Int, of total: Int) -> String {
    let length = 20
    let full = total == 0 ? 0 : min(length, done * length / total)
    return String(repeating: "█", count: full) + String(repeating: "░", count: length - full)
  }

  /// How long the rest takes if it is like what was decided so far; nil while that says little.
  private func rest(at now: Duration) -> Duration? {
    let decided = done - remembered
    guard decided >= 5, now >= .seconds(3), done < total else { return nil }
    return now / decided * (total - done)
  }

  /// `7 s`, `3 min`.
  static func time(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    return seconds < 120 ? "\(seconds) s" : "\(seconds / 60) min"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
