import Exact
import Foundation
import Yams

extension AttackRecord {
  /// The record as YAML; the same for the same attack.
  ///
  /// - Parameter subject: The mechanism attacked.
  public func text(on subject: Mechanism) throws -> String {
    let labels = Labels(mechanism: subject)
    let entries = deviation.inOrder.map { set, split in
      AttackDocument.Act(
        at: labels.text(set.view.moment),
        asked: AttackDocument.Alike(
          role: set.asked.role, side: set.asked.side.rawValue,
          seen: set.asked.sightings.isEmpty ? nil : set.asked.sightings.map(labels.text)),
        known: set.view.sightings.isEmpty ? nil : set.view.sightings.map(labels.text),
        crowd: set.view.crowd.isEmpty ? nil : crowd(of: set.view, labels), take: split)
    }
    let encoder = YAMLEncoder()
    encoder.options.sortKeys = true
    encoder.options.width = -1
    return try encoder.encode(
      AttackDocument(
        attack: mechanism, file: file, property: property, gain: "\(gain)",
        parameters: parameters.mapValues { "\($0)" }, coalition: coalition.members,
        deviators: coalition.deviators,
        byzantine: coalition.byzantine.isEmpty ? nil : coalition.byzantine,
        identities: coalition.identities.isEmpty ? nil : coalition.identities, victim: victim,
        plan: entries))
  }

  private func crowd(of view: View, _ labels: Labels) -> [AttackDocument.Crowd] {
    view.crowd.sorted { $0.key < $1.key }.map { alike, count in
      AttackDocument.Crowd(
        count: count, role: alike.role, side: alike.side.rawValue,
        seen: alike.sightings.map(labels.text))
    }
  }

  /// Whether a YAML text is that of a record.
  public static func isRecord(_ text: String) -> Bool {
    text.split(separator: "\n").contains { $0.hasPrefix("attack:") }
  }

  /// The file of the mechanism that a record speaks of, relative to the record's.
  ///
  /// - Throws: if the text is not a record.
  public static func mechanismFile(in text: String) throws -> String {
    try document(text).file
  }

  /// Reads a record.
  ///
  /// - Parameter subject: The mechanism attacked.
  /// - Throws: a ``RecordError``.
  public init(reading text: String, on subject: Mechanism) throws {
    let document = try Self.document(text)
    let labels = Labels(mechanism: subject)
    guard let gain = Rational(document.gain) else {
      throw RecordError("the gain '\(document.gain)' is not a number")
    }
    var choices: [InformationSet: [String: Int]] = [:]
    for entry in document.plan {
      let crowd = try (entry.crowd ?? []).map { crowd in
        (try Self.alike(crowd.role, crowd.side, crowd.seen, labels), crowd.count)
      }
      let view = View(
        try labels.moment(entry.at),
        sightings: try (entry.known ?? []).map(labels.sighting).sorted(),
        crowd: Dictionary(crowd, uniquingKeysWith: +))
      let asked = try Self.alike(entry.asked.role, entry.asked.side, entry.asked.seen ?? [], labels)
      choices[InformationSet(view, asked: asked)] = entry.take
    }
    self.init(
      mechanism: document.attack, file: document.file, property: document.property,
      parameters: try document.parameters.mapValues { text in
        guard let value = Rational(text) else {
          throw RecordError("the parameter value '\(text)' is not a number")
        }
        return value
      },
      coalition: Coalition(
        document.coalition, deviators: document.deviators, byzantine: document.byzantine ?? [:],
        adding: document.identities ?? [:]),
      gain: gain, victim: document.victim, deviation: Deviation(choices))
  }

  private static func document(_ text: String) throws -> AttackDocument {
    do {
      return try YAMLDecoder().decode(AttackDocument.self, from: text)
    } catch let error as DecodingError {
      throw RecordError(wording(of: error))
    } catch {
      throw RecordError("\(error)".prefix { $0 != "\n" }.description)
    }
  }

  private static func wording(of error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "the key '\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is not as it should be"
    @unknown default: "it is not a recorded attack"
    }
  }

  private static func alike(
    _ role: String, _ side: String, _ seen: [String], _ labels: Labels
  ) throws -> Alike {
    guard let side = Side(rawValue: side) else { throw RecordError("unknown side '\(side)'") }
    return Alike(role, side, try seen.map(labels.sighting).sorted())
  }
}
