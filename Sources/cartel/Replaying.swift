import Collusion
import Foundation
import Mechanisms
import Report

/// Plays recorded attacks again.
struct Replaying {
  /// The mechanisms read so far, by their files.
  private var known: [String: Mechanism] = [:]

  init(_ mechanisms: [Mechanism]) {
    for mechanism in mechanisms { known[Self.absolute(mechanism.location.file)] = mechanism }
  }

  /// A record with the mechanism and the property that it is about.
  struct Subject {
    var record: AttackRecord
    var mechanism: Mechanism
    var property: Property
  }

  /// - Throws: a `RecordError`.
  mutating func subject(of text: String, at path: String) throws -> Subject {
    let relative = try AttackRecord.mechanismFile(in: text)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let file = Self.absolute(folder.appendingPathComponent(relative).path)
    let mechanism: Mechanism
    do {
      mechanism = try known[file] ?? Mechanism(contentsOf: file)
    } catch let diagnostics as Diagnostics {
      let reason = diagnostics.list.first?.message ?? "it cannot be read"
      throw RecordError("its mechanism '\(relative)': \(reason)")
    }
    known[file] = mechanism
    let record = try AttackRecord(reading: text, on: mechanism)
    guard let property = mechanism.properties.first(where: { $0.name == record.property }) else {
      throw RecordError("the mechanism has no property '\(record.property)'")
    }
    return Subject(record: record, mechanism: mechanism, property: property)
  }

  /// Plays a record again.
  mutating func replayed(_ text: String, at path: String) throws -> Run.Replayed {
    let subject = try subject(of: text, at: path)
    do {
      let gain = try Replay(subject.mechanism, subject.property.prescriptions)
        .gain(
          of: subject.record.deviation, by: subject.record.coalition,
          for: Stakes(harming: subject.record.victim, by: subject.property),
          at: subject.record.parameters)
      return Run.Replayed(path: path, record: subject.record, outcome: .success(gain))
    } catch {
      return Run.Replayed(
        path: path, record: subject.record,
        outcome: .failure(Run.Replayed.Failure(reason: "\(error)")))
    }
  }

  private static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
