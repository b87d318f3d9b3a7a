import Foundation

/// Another program that holds a document against a schema.
struct Validator {
  private let program: String
  private let arguments: [String]

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  private static func path(_ name: String) -> String { root.appendingPathComponent(name).path }

  static let jUnit = Validator(
    program: "/usr/bin/xmllint",
    arguments: ["--noout", "--nonet", "--schema", path("Tests/Schemas/junit-10.xsd")])

  static let sarif = Validator(
    program: path(".build-python/bin/check-jsonschema"),
    arguments: ["--schemafile", path("Tests/Schemas/sarif-schema-2.1.0.json")])

  static let workflow = Validator(
    program: path(".build-python/bin/check-jsonschema"),
    arguments: ["--builtin-schema", "vendor.github-workflows", "--default-filetype", "yaml"])

  struct Absent: Error, CustomStringConvertible {
    var program: String
    var description: String { "\(program) is absent; 'make test' installs it" }
  }

  /// What it says against a document; nothing if the document fits.
  func objections(to document: String) throws -> String? {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Absent(program: program)
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data(document.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments + [file.path]
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 ? nil : said
  }
}
