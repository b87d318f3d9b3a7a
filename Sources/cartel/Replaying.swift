import Collusion
import Foundation
import Mechanisms
import Report

/// Plays recorded attacks again.
struct Replaying {
  /// The mechanisms read so far, by their files.
  private var known: [String: Mechanism] = [:]

  init(_ mechanisms: [Mechanism]) {
    for mechanism in mechanisms { known[absolutePath(of: mechanism.location.file)] = mechanism }
  }

  /// What a record speaks of.
  enum Subject {
    case attack(RecordedAttack)
    /// Its mechanism or its property is not there.
    case gone(Diagnostic)
  }

  /// - Throws: what is wrong with the record, or with its mechanism.
  mutating func subject(of text: String, at path: String) throws(Diagnostics) -> Subject {
    let record = try AttackRecord(reading: text, file: path)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let file = absolutePath(of: folder.appendingPathComponent(record.file.content).path)
    guard FileText.isFile(file) else {
      return .gone(
        Diagnostic("its mechanism '\(record.file.content)' is no file", at: record.file.location))
    }
    let mechanism = try self.mechanism(in: file, of: record)
    let name = record.property.content
    guard let property = mechanism.properties.first(where: { $0.name == name }) else {
      return .gone(
        Diagnostic("its mechanism has no property '\(name)'", at: record.property.location))
    }
    return .attack(RecordedAttack(record, on: mechanism, of: property))
  }

  /// Plays a record again.
  ///
  /// - Throws: what is wrong with the record, or with its mechanism, or that what it speaks of is not there.
  mutating func replayed(
    _ text: String, at path: String
  ) throws(Diagnostics) -> Run.Replayed {
    switch try subject(of: text, at: path) {
    case .gone(var diagnostic):
      diagnostic.message += "; 'cartel prune' removes such records"
      throw Diagnostics([diagnostic])
    case .attack(let attack): return try Self.replayed(attack, at: path)
    }
  }

  /// - Throws: what is wrong with the record.
  static func replayed(
    _ attack: RecordedAttack, at path: String
  ) throws(Diagnostics) -> Run.Replayed {
    let replayed = Run.Replayed(attack, from: path)
    // The rules have all steps that they had: it is the record that was changed.
    if case .stopped(.unknownSteps(let mistakes)) = replayed.standing, attack.hasSameRules {
      throw mistakes
    }
    return replayed
  }

  private mutating func mechanism(
    in file: String, of record: AttackRecord
  ) throws(Diagnostics) -> Mechanism {
    if let mechanism = known[file] { return mechanism }
    do {
      let mechanism = try Mechanism(contentsOf: fromHere(file))
      known[file] = mechanism
      return mechanism
    } catch {
      let reason = error.list.first.map { "\($0)" } ?? ""
      throw Diagnostics([
        Diagnostic("its mechanism cannot be read: \(reason)", at: record.file.location)
      ])
    }
  }
}

extension Diagnostic {
  init(_ message: String, at location: Location) {
    self.init(
      file: location.file, line: location.line, column: location.column, message: message)
  }
}
