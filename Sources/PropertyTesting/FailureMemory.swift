import Foundation

/// Failures in a directory, a file for each property and a line for each failure: meant to be committed, so
/// that everybody tries them first.
public struct FailureMemory: Sendable {
  /// More failures than this are not kept of a property.
  static let most = 20

  let file: URL

  /// - Parameter name: Of the property; what cannot be in a file's name is left out.
  public init(directory: String, name: String) {
    let safe = name.map { $0.isLetter || $0.isNumber ? $0 : "-" }
    file = URL(fileURLWithPath: directory).appendingPathComponent(String(safe) + ".failures")
  }

  /// What is remembered; nothing if it cannot be read.
  var tokens: [Token] {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(whereSeparator: \.isNewline).compactMap { Token(String($0)) }
  }

  /// Remembers a failure, the newest first.
  ///
  /// - Throws: if the directory cannot be written to.
  func add(_ token: Token) throws {
    let all = [token] + tokens.filter { $0 != token }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let text = all.prefix(Self.most).map { "\($0)\n" }.joined()
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
}
