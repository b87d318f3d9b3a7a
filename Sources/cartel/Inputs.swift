import ArgumentParser
import Foundation
import Mechanisms
import Report

/// The mechanisms, game trees and recorded attacks in some files and directories.
struct Inputs {
  var mechanisms: [Mechanism] = []
  /// Where they are asked for.
  var games: [GameSubject] = []
  var records: [(path: String, text: String)] = []
  /// Of markets only their files, where they are asked for.
  var markets: [String] = []
  var errors: [Diagnostic] = []

  static let endings = ["yaml", "yml", "json"]
  /// What schemas and traces that lie beside mechanisms end with, and claims that come with their games.
  private static let otherEndings = [".schema.json", InformalTrace.ending, GameClaims.ending]

  /// What else is taken beside mechanisms and recorded attacks.
  enum Other {
    case markets, games
  }

  /// The paths given, or those of some usual ones that there are.
  ///
  /// - Throws: a `ValidationError` if the first usual one is needed and does not exist.
  static func chosen(_ paths: [String], orUsual usual: [String]) throws -> [String] {
    guard paths.isEmpty else { return paths }
    guard let first = usual.first, FileManager.default.fileExists(atPath: first) else {
      throw ValidationError("no paths given, and there is no ./\(usual[0])")
    }
    // The others are no mistake while they hold nothing.
    return [first] + usual.dropFirst().filter { !files(in: $0).isEmpty }
  }

  init(_ paths: [String], taking other: Other? = nil) {
    for path in paths {
      let before = count
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        complain("no such file or directory", about: path)
        continue
      }
      if isDirectory.boolValue {
        for file in Self.files(in: path, endingWith: other == .games ? ["efg"] : []) {
          read(file, isNamed: false, taking: other)
        }
        if before == count {
          complain("no mechanisms in this directory (*.yaml, *.yml, *.json)", about: path)
        }
      } else {
        read(path, isNamed: true, taking: other)
      }
    }
  }

  /// How much was found.
  private var count: Int {
    mechanisms.count + games.count + records.count + markets.count + errors.count
  }

  private static func files(in directory: String, endingWith more: [String] = []) -> [String] {
    let endings = endings + more
    let names = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String }
    return (names ?? []).filter { name in endings.contains { name.hasSuffix(".\($0)") } }
      .filter { name in !otherEndings.contains { name.hasSuffix($0) } }.sorted()
      .map { URL(fileURLWithPath: directory).appendingPathComponent($0).relativePath }
      .map { $0.hasPrefix("/") && !directory.hasPrefix("/") ? fromHere($0) : $0 }
  }

  /// Markets and game trees that lie beside mechanisms are passed over where they are not asked for.
  private mutating func read(_ path: String, isNamed: Bool, taking other: Other?) {
    guard FileText.isFile(path) else {
      complain("this is not a file that can be read", about: path)
      return
    }
    if other == .games || !isNamed, path.hasSuffix(GameClaims.ending) || GameSubject.isGame(path) {
      guard other == .games else { return }
      do {
        games.append(try GameSubject(path))
      } catch {
        errors += error.list
      }
      return
    }
    if let text = try? Self.text(at: path) {
      if AttackRecord.isRecord(text) {
        records.append((path: path, text: text))
        return
      }
      if other == .markets || !isNamed, Market.isMarket(text) {
        if other == .markets { markets.append(path) }
        return
      }
    }
    do {
      mechanisms.append(try Mechanism(contentsOf: path))
    } catch {
      errors += error.list
    }
  }

  /// The text of a file, if it is not too large.
  private static func text(at path: String) throws -> String? {
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    return size <= Limits.fileSize ? try String(contentsOfFile: path, encoding: .utf8) : nil
  }

  private mutating func complain(_ message: String, about path: String) {
    errors.append(Diagnostic(file: path, line: 1, column: 1, message: message))
  }
}
