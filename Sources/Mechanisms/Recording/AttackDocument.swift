import Exact
import Foundation

/// A record as it is written: everything by name.
struct AttackDocument: Codable {
  var attack: String
  var file: String
  var property: String
  var gain: String
  var parameters: [String: String]
  var coalition: [String: Int]
  var deviators: [String: Int]
  var byzantine: [String: Int]?
  var identities: [String: Int]?
  var victim: String?
  var plan: [Act]

  /// What those asked in one information set do.
  struct Act: Codable {
    var at: String
    var asked: Alike
    /// What the coalition knows that is not about an agent.
    var known: [String]?
    /// Those of whom something is known.
    var crowd: [Crowd]?
    var take: [String: Int]
  }

  struct Alike: Codable {
    var role: String
    var side: String
    var seen: [String]?
  }

  struct Crowd: Codable {
    var count: Int
    var role: String
    var side: String
    var seen: [String]
  }
}

/// Moments and sightings by the labels of their steps: `arbiter.verdict: uphold`, in the second round
/// `worker.work[2]: yes`.
struct Labels {
  let mechanism: Mechanism

  func text(_ moment: Moment) -> String {
    let rounds = moment.rounds.map { "[\($0)]" }.joined()
    return mechanism.label(of: moment.step) + rounds
  }

  func text(_ sighting: Sighting) -> String { "\(text(sighting.moment)): \(sighting.fact)" }

  /// - Throws: a ``RecordError`` if the mechanism has no such step.
  func moment(_ text: some StringProtocol) throws -> Moment {
    var label = Substring(text)
    var rounds: [Int] = []
    while label.hasSuffix("]"), let open = label.lastIndex(of: "["),
      let round = Int(label[label.index(after: open)...].dropLast())
    {
      rounds.insert(round, at: 0)
      label = label[..<open]
    }
    guard let step = mechanism.step(labelled: String(label)) else {
      throw RecordError("the mechanism has no step '\(label)'")
    }
    return Moment(step, rounds: rounds)
  }

  func sighting(_ text: String) throws -> Sighting {
    guard let colon = text.range(of: ": ") else {
      throw RecordError("'\(text)' is not of the form 'step: fact'")
    }
    return Sighting(
      try moment(text[..<colon.lowerBound]), String(text[colon.upperBound...]))
  }
}

/// Why a record cannot be read.
public struct RecordError: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String

  public init(_ description: String) { self.description = description }
}
