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
  /// What schemas and traces that lie beside mechanisms end with.
  private static let otherEndings = [".schema.json", InformalTrace.ending]

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
          let trees = other == .games ? ", *.efg" : ""
          complain("no mechanisms in this directory (*.yaml, *.yml, *.json\(trees))", about: path)
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
    if path.hasSuffix(GameClaims.ending) || GameSubject.isGame(path) {
      readGame(path, isNamed: isNamed, taking: other)
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

  /// In a directory, a game that has claims beside it comes with these.
  private mutating func readGame(_ path: String, isNamed: Bool, taking other: Other?) {
    guard other == .games else {
      if isNamed {
        complain("this is a game tree: 'cartel check' and 'cartel export' take it", about: path)
      }
      return
    }
    let isClaims = path.hasSuffix(GameClaims.ending)
    if !isNamed, !isClaims, FileText.isFile(GameSubject.claims(beside: path)) { return }
    do {
      games.append(try GameSubject(path))
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
