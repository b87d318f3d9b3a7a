import Collusion
import Foundation
import Mechanisms
import Report
import Twin

/// A directory in which attacks are recorded, one file each.
struct RecordDirectory {
  private let path: String
  /// The names of the files that were written, or found as they should be.
  private var done: Set<String> = []

  init(_ path: String) { self.path = path }

  /// Attacks with more paths than this are recorded without what happens in them.
  private static let mostPaths = 100_000

  /// Records an attack, unless it is recorded already. What is no record of it is left alone.
  ///
  /// - Parameter mechanism: The mechanism with what its properties expect.
  /// - Throws: errors of the file system.
  mutating func keep(
    _ attack: Attack, on mechanism: Mechanism, breaking property: Property
  ) throws -> RecordChange {
    let folder = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let record = try record(of: attack, on: mechanism, breaking: property)
    let name = free(for: property, of: mechanism)
    done.insert(name)
    let before = recorded(in: name)
    // Somebody may have written the same in another way, and remarks beside it.
    if before != record {
      try record.text().write(
        to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    let change: RecordChange.Kind =
      before.map { $0 == record ? .unchanged : .replaced } ?? .added
    return RecordChange(change, "\(path)/\(name)")
  }

  private func record(
    of attack: Attack, on mechanism: Mechanism, breaking property: Property
  ) throws -> AttackRecord {
    var record = AttackRecord(
      of: attack.deviation, by: attack.coalition, on: mechanism,
      file: relativePath(to: mechanism.location.file, from: path), property: property.name,
      parameters: attack.parameters, gain: attack.gain, victim: attack.victim)
    do {
      let plays = try RecordedAttack(record, on: mechanism, of: property)
        .plays(limit: Self.mostPaths)
      record.trace = Playbook(plays.attacking, of: mechanism, besides: plays.honest).trace
    } catch is TwinError {
      // It is told in the plan.
    }
    return record
  }

  /// The name of the file for an attack on a property: the first that no other file has, nor a record of an
  /// attack on it that was fixed.
  private func free(for property: Property, of mechanism: Mechanism) -> String {
    let name = "\(mechanism.name.slug)--\(property.name.slug)"
    var number = 1
    while true {
      let candidate = number == 1 ? "\(name).yaml" : "\(name)--\(number).yaml"
      if !done.contains(candidate), isFree(candidate, for: property, of: mechanism) {
        return candidate
      }
      number += 1
    }
  }

  private func isFree(_ name: String, for property: Property, of mechanism: Mechanism) -> Bool {
    let file = "\(path)/\(name)"
    guard FileManager.default.fileExists(atPath: file) else { return true }
    guard let record = recorded(in: name), record.property.content == property.name,
      record.file.content == relativePath(to: mechanism.location.file, from: path)
    else { return false }
    let own = mechanism.properties.first { $0.name == property.name } ?? property
    return Run.Replayed(RecordedAttack(record, on: mechanism, of: own), from: file).outcome
      != .fixed
  }

  /// What a file records; nil if it is no record that can be read.
  private func recorded(in name: String) -> AttackRecord? {
    let file = "\(path)/\(name)"
    guard FileText.isFile(file), let text = try? FileText.at(file) else { return nil }
    return try? AttackRecord(reading: text, file: file)
  }
}
