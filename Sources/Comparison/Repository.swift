public import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The git repository that the current directory is in, as `git` reads it.
public struct Repository: Sendable {
  private let top: String
  /// The current directory, from the top of the repository.
  private let prefix: String

  /// What git cannot do, in words.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String

    public init(_ description: String) { self.description = description }
  }

  /// - Throws: ``Failure`` if there is no such repository, or no git.
  public init() async throws {
    let lines = try await Self.git(["rev-parse", "--show-toplevel", "--show-prefix"])
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    top = lines[0]
    prefix = lines.count > 1 ? lines[1] : ""
  }

  /// Begins a repository in a folder that is in none, with some files of it as its first commit.
  ///
  /// - Returns: whether one was begun; not if the folder is in one.
  /// - Throws: ``Failure`` if there is no git, or it cannot be begun.
  public static func begin(in folder: URL, with files: [String]) async throws -> Bool {
    let place = ["-C", folder.path]
    _ = try await git(["--version"])
    if (try? await git(place + ["rev-parse", "--git-dir"])) != nil { return false }
    _ = try await git(place + ["init", "--quiet"])
    _ = try await git(place + ["add", "--"] + files)
    let isKnown = (try? await git(place + ["config", "user.email"])) != nil
    let author = ["-c", "user.name=cartel", "-c", "user.email=cartel@localhost"]
    _ = try await git(
      place + (isKnown ? [] : author) + [
        "-c", "commit.gpgSign=false", "commit", "--quiet", "--no-verify", "--message",
        "As cartel init made it",
      ])
    return true
  }

  /// The commit that a revision names.
  ///
  /// - Throws: ``Failure`` if it names none.
  public func commit(_ revision: String) async throws -> String {
    do {
      return try await Self.git(
        ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{commit}"]
      ).trimmingCharacters(in: .whitespacesAndNewlines)
    } catch {
      throw Failure("git knows no revision '\(revision)'")
    }
  }

  /// The last commit that two have in common.
  ///
  /// - Throws: ``Failure`` if they have none.
  public func mergeBase(_ one: String, _ other: String) async throws -> String {
    try await Self.git(["merge-base", one, other]).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Writes all files of a commit.
  ///
  /// - Parameter folder: A folder of its own, for these files and what git needs beside them.
  /// - Returns: what is the current directory there; there may be none.
  /// - Throws: ``Failure``
  public func export(_ commit: String, to folder: URL) async throws -> URL {
    let index = folder.appendingPathComponent("index").path
    let tree = folder.appendingPathComponent("tree").path
    try await git(["read-tree", commit], index: index)
    try await git(["checkout-index", "--all", "--quiet", "--prefix=\(tree)/"], index: index)
    return URL(fileURLWithPath: tree).appendingPathComponent(prefix)
  }

  private func git(_ arguments: [String], index: String) async throws {
    _ = try await Self.git(["-C", top] + arguments, index: index)
  }

  private static let mostOutput = 1 << 20

  private static func git(_ arguments: [String], index: String? = nil) async throws -> String {
    let environment = Environment.inherit.updating(
      index.map { ["GIT_INDEX_FILE": $0] } ?? [:])
    let (isSuccess, output, complaint): (Bool, String, String)
    do {
      let result = try await run(
        .name("git"), arguments: Arguments(arguments), environment: environment,
        output: .string(limit: mostOutput), error: .string(limit: mostOutput))
      isSuccess = result.terminationStatus.isSuccess
      (output, complaint) = ("\(result.standardOutput)", "\(result.standardError)")
    } catch {
      throw Failure("git cannot be run: \(error)")
    }
    if isSuccess { return output }
    let reason = complaint.split(separator: "\n").first.map(String.init)
    throw Failure(reason ?? "git \(arguments[0]) failed")
  }
}
