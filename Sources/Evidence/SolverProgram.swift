import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A program that reads a question in SMT-LIB 2 from a file and writes `sat`, `unsat` or something else.
public struct SolverProgram: Sendable {
  private let executable: Executable
  private let arguments: [String]
  public let name: String

  /// - Parameter command: A program in the search path, or a path, with its arguments, between spaces.
  public init?(_ command: String) {
    let words = command.split(separator: " ").map(String.init)
    guard let name = words.first else { return nil }
    self.name = name
    executable = name.contains("/") ? .path(FilePath(name)) : .name(name)
    arguments = Array(words.dropFirst())
  }

  /// What a program says of a question.
  enum Reply: Sendable, Equatable {
    case answer(Manifest.Answer)
    case silence(reason: String)
  }

  /// The program could not be started.
  public struct Absent: Error, CustomStringConvertible {
    public var description: String
  }

  private static let mostOutput = 1 << 20

  /// What the program calls itself.
  ///
  /// - Throws: ``Absent``
  public func version() async throws -> String {
    let text: String
    do {
      text = try await output(of: ["--version"])
    } catch {
      throw Absent(description: "the solver '\(name)' cannot be run: \(error)")
    }
    let heading = text.split(separator: "\n").first.map(String.init) ?? name
    return heading.replacing("This is ", with: "").trimmingCharacters(in: .whitespaces)
  }

  /// The answer to the question in a file.
  func reply(to file: URL, within limit: Duration) async -> Reply {
    await withTaskGroup(of: Reply?.self) { group in
      group.addTask {
        do {
          return Self.reading(try await output(of: arguments + [file.path]))
        } catch {
          return Task.isCancelled ? nil : .silence(reason: "\(error)")
        }
      }
      group.addTask {
        try? await Task.sleep(for: limit)
        return Reply.silence(reason: "timeout")
      }
      var reply: Reply?
      while reply == nil, let next = await group.next() { reply = next }
      group.cancelAll()
      return reply ?? .silence(reason: "interrupted")
    }
  }

  private func output(of arguments: [String]) async throws -> String {
    let result = try await run(
      executable, arguments: Arguments(arguments), output: .string(limit: Self.mostOutput),
      error: .string(limit: Self.mostOutput))
    return "\(result.standardOutput)\n\(result.standardError)"
  }

  /// The answer in what a solver wrote: the only one of its lines that is one.
  static func reading(_ output: String) -> Reply {
    let lines = output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let answers = lines.compactMap(Manifest.Answer.init)
    if let answer = answers.first, answers.count == 1,
      !lines.contains(where: { $0.hasPrefix("(error") })
    {
      return .answer(answer)
    }
    return .silence(reason: lines.first { !$0.isEmpty } ?? "it says nothing")
  }
}
