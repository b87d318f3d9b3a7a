import Foundation
import Hashing

/// Questions and the manifest that says what they prove, in a directory.
public struct EvidenceDirectory: Sendable {
  private let url: URL
  private var texts: [String: String] = [:]

  public static let manifestName = "manifest.json"
  private static let ending = ".smt2"

  public init(_ path: String) { url = URL(fileURLWithPath: path, isDirectory: true) }

  /// What keeps a directory from being written or read.
  public struct Unusable: Error, CustomStringConvertible {
    public var description: String
  }

  // MARK: - Writing

  /// Makes the directory, or empties one that holds older evidence and nothing else.
  ///
  /// - Throws: ``Unusable`` if it holds something else; errors of the file system.
  public func prepare() throws {
    let files = FileManager.default
    try files.createDirectory(at: url, withIntermediateDirectories: true)
    let names = try files.contentsOfDirectory(atPath: url.path)
    guard names.allSatisfy({ $0 == Self.manifestName || $0.hasSuffix(Self.ending) }),
      names.isEmpty || names.contains(Self.manifestName)
    else {
      throw Unusable(description: "it holds other files than evidence, which would be lost")
    }
    for name in names { try files.removeItem(at: url.appendingPathComponent(name)) }
  }

  /// Takes a question, to be written with the manifest.
  ///
  /// - Parameter topic: What its file's name begins with.
  public mutating func add(
    _ script: String, on topic: String, claim: String, answer: Manifest.Answer,
    witness: [String: String]?
  ) -> Manifest.Question {
    let hash = sha256(of: Data(script.utf8))
    let name = topic.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
    let file = "\(name)-\(hash.prefix(16))\(Self.ending)"
    texts[file] = script
    return Manifest.Question(
      file: file, sha256: hash, claim: claim, answer: answer, witness: witness)
  }

  /// Writes the questions that were taken, and the manifest.
  ///
  /// - Returns: the manifest's hash.
  /// - Throws: errors of the file system.
  public func write(_ manifest: Manifest) throws -> String {
    for (file, text) in texts {
      try Data(text.utf8).write(to: url.appendingPathComponent(file))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(manifest)
    try data.write(to: url.appendingPathComponent(Self.manifestName))
    return sha256(of: data)
  }

  // MARK: - Reading

  /// The manifest with its hash, and what is wrong with the files that it names.
  ///
  /// - Throws: ``Unusable`` if there is no manifest that can be read.
  public func read() throws -> (manifest: Manifest, sha256: String, damage: [String]) {
    let data: Data
    do {
      data = try Data(contentsOf: url.appendingPathComponent(Self.manifestName))
    } catch {
      throw Unusable(description: "there is no \(Self.manifestName) in it that can be read")
    }
    guard let manifest = try? JSONDecoder().decode(Manifest.self, from: data) else {
      throw Unusable(description: "its \(Self.manifestName) is no manifest of evidence")
    }
    var named: Set<String> = []
    var damage: [String] = []
    for question in manifest.proofs.flatMap(\.questions)
    where named.insert(question.file).inserted {
      if let problem = problem(with: question) { damage.append("\(question.file): \(problem)") }
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    damage += names.sorted().filter { $0 != Self.manifestName && !named.contains($0) }
      .map { "\($0): the manifest does not name it" }
    return (manifest, sha256(of: data), damage)
  }

  private func problem(with question: Manifest.Question) -> String? {
    guard !question.file.contains("/"), question.file.hasSuffix(Self.ending) else {
      return "this is no file of evidence"
    }
    guard let data = try? Data(contentsOf: location(of: question)) else {
      return "it cannot be read"
    }
    return sha256(of: data) == question.sha256
      ? nil : "it is not what the manifest says: its hash differs"
  }

  func location(of question: Manifest.Question) -> URL {
    url.appendingPathComponent(question.file)
  }
}
