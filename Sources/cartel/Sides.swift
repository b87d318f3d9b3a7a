import ArgumentParser
import Comparison
import Foundation
import Mechanisms

/// The mechanisms of two versions, as a command line names them.
struct Sides {
  let pairing: Pairing
  /// What cannot be read.
  let errors: [Diagnostic]

  /// - Throws: a `ValidationError` where no two versions are named.
  init(_ words: [String]) async throws {
    guard let first = words.first, FileManager.default.fileExists(atPath: first) else {
      try await self.init(revisions: words.first ?? "HEAD", Array(words.dropFirst()))
      return
    }
    guard words.count == 2 else {
      throw ValidationError("two files or directories are compared: OLD NEW")
    }
    try self.init(old: words[0], new: words[1])
  }

  // MARK: - Files and directories

  private init(old: String, new: String) throws {
    let (olds, news) = (Inputs([old]), Inputs([new]))
    errors = olds.errors + news.errors
    let isDirectory = Self.isDirectory(old)
    guard !errors.isEmpty || isDirectory == Self.isDirectory(new) else {
      throw ValidationError("a file and a directory cannot be compared")
    }
    guard isDirectory || !olds.mechanisms.isEmpty && !news.mechanisms.isEmpty || !errors.isEmpty
    else { throw ValidationError("a recorded attack is no mechanism") }
    // Of two files, the paths in what is compared are empty, and the same.
    func path(in folder: String) -> (Mechanism) -> String {
      { String(absolutePath(of: $0.location.file).dropFirst(absolutePath(of: folder).count)) }
    }
    pairing = Pairing(
      olds.mechanisms, news.mechanisms, oldPath: path(in: old), newPath: path(in: new))
  }

  private static func isDirectory(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  // MARK: - Revisions

  private init(revisions: String, _ paths: [String]) async throws {
    let paths = paths.isEmpty ? ["Properties"] : paths
    if let path = paths.first(where: { $0.hasPrefix("/") }) {
      throw ValidationError("\(path): of revisions, paths begin in the current directory")
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cartel-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (old, new): (URL?, URL?)
    do {
      (old, new) = try await Self.export(revisions, to: folder)
    } catch let failure as Repository.Failure {
      throw ValidationError(
        "'\(revisions)' is no file or directory, and no revision: \(failure)")
    }
    let sides = [old, new].map { side in
      Self.inside(side) { paths.filter { FileManager.default.fileExists(atPath: $0) } }
    }
    if let lost = paths.first(where: { path in !sides.contains { $0.contains(path) } }) {
      throw ValidationError("\(lost): there is no such file or directory in either version")
    }
    let olds = Self.inside(old) { Inputs(sides[0]) }
    let news = Self.inside(new) { Inputs(sides[1]) }
    errors = olds.errors + news.errors
    pairing = Pairing(
      olds.mechanisms, news.mechanisms, oldPath: \.location.file, newPath: \.location.file)
  }

  /// The current directory as it is in both versions; nil for the files as they are now.
  private static func export(_ revisions: String, to folder: URL) async throws -> (URL?, URL?) {
    let repository = try await Repository()
    let isSinceCommon = revisions.contains("...")
    let names = revisions.components(separatedBy: isSinceCommon ? "..." : "..")
      .map { $0.isEmpty ? "HEAD" : $0 }
    guard names.count <= 2 else {
      throw Repository.Failure("two revisions are compared: A..B")
    }
    var commits: [String] = []
    for name in names { commits.append(try await repository.commit(name)) }
    if isSinceCommon { commits[0] = try await repository.mergeBase(commits[0], commits[1]) }
    var trees: [URL] = []
    for (index, commit) in commits.enumerated() {
      let place = folder.appendingPathComponent("\(index)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      trees.append(try await repository.export(commit, to: place))
    }
    return (trees[0], trees.count > 1 ? trees[1] : nil)
  }

  /// What a body finds with another current directory, so that it names files as people do.
  private static func inside<Found>(_ folder: URL?, _ body: () -> Found) -> Found {
    guard let folder else { return body() }
    let manager = FileManager.default
    let here = manager.currentDirectoryPath
    try? manager.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = manager.changeCurrentDirectoryPath(folder.path)
    defer { _ = manager.changeCurrentDirectoryPath(here) }
    return body()
  }
}
