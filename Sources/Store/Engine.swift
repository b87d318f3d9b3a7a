import Foundation
import Hashing

/// What decides: a program with all that is built into it, and its solver.
///
/// What one engine found is no answer of another, however small the difference.
public struct Engine: Hashable, Sendable {
  /// Tells it from every other.
  let identity: String

  /// - Parameter program: The executable file.
  /// - Parameter solver: The solver's name and version.
  /// - Returns: nil if the file cannot be read.
  /// - Complexity: linear in the size of the file.
  public init?(program: String, solver: String) {
    guard let file = try? FileHandle(forReadingFrom: URL(fileURLWithPath: program)) else {
      return nil
    }
    defer { try? file.close() }
    var hash = SHA256Hash()
    do {
      while let chunk = try file.read(upToCount: 1 << 22), !chunk.isEmpty {
        hash.add(chunk)
      }
    } catch {
      return nil
    }
    identity = "\(hash.digits) \(solver)"
  }

  /// The program that is running.
  ///
  /// - Parameter solver: The solver's name and version.
  public static func running(solver: String) -> Engine? {
    // On Linux this is the file that was started, even if another has taken its place since.
    let program = "/proc/self/exe"
    if FileManager.default.fileExists(atPath: program) {
      return Engine(program: program, solver: solver)
    }
    return Bundle.main.executablePath.flatMap { Engine(program: $0, solver: solver) }
  }
}
