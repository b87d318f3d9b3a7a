import Exact
import Foundation
import Mechanisms
import Twin

/// Mechanisms and recorded attacks of the repository.
enum Shipped {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The names of all recorded attacks.
  static let attacks: [String] = {
    let folder = root.appendingPathComponent("Counterexamples").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(".yaml".count)) }
      .sorted()
  }()

  /// A recorded attack, ready to be played.
  struct Attack {
    var mechanism: Mechanism
    var record: AttackRecord
    var deviation: Deviation

    /// The deal with the attack's coalition, or another.
    func twin(_ coalition: Coalition? = nil) throws -> Twin {
      let property = mechanism.properties.first { $0.name == record.property.content }
      return try Twin(
        mechanism, parameters: record.parameters, coalition: coalition ?? record.coalition,
        prescribing: property?.prescriptions ?? [])
    }
  }

  static func attack(_ name: String) throws -> Attack {
    let file = root.appendingPathComponent("Counterexamples/\(name).yaml")
    let record = try AttackRecord(
      reading: String(contentsOf: file, encoding: .utf8), file: file.path)
    let rules = file.deletingLastPathComponent().appendingPathComponent(record.file.content)
    let mechanism = try Mechanism(contentsOf: rules.standardizedFileURL.path)
    return Attack(
      mechanism: mechanism, record: record, deviation: try record.deviation(on: mechanism))
  }
}
