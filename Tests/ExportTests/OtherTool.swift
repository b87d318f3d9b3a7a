import Foundation

/// Another program that looks at what was written.
struct OtherTool {
  var program: String
  var arguments: [String] = []

  static let cvc5 = OtherTool(
    program: ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { "\($0)/cvc5" }
      .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "/usr/bin/cvc5")

  /// A program of this repository that Python runs, with what `make test` installs.
  static func script(_ name: String) -> OtherTool {
    OtherTool(
      program: Shipped.root.appendingPathComponent(".build-python/bin/python").path,
      arguments: [Shipped.root.appendingPathComponent("Tests/\(name)").path])
  }

  static let gambit = script("ask-gambit")
  static let storm = script("ask-storm")

  /// Whether it can be run; a script, if its package is there.
  var isThere: Bool { FileManager.default.isExecutableFile(atPath: program) }

  /// Whether Python has a package.
  static func hasPackage(_ name: String) -> Bool {
    let probe = OtherTool(
      program: storm.program,
      arguments: [
        "-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('\(name)') is None)",
      ])
    return probe.isThere && (try? probe.run([]).status) == 0
  }

  /// Runs it to its end.
  func run(_ files: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments + files
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, said)
  }
}

/// A folder for files of a test, which is deleted with it.
final class Folder {
  private let place = FileManager.default.temporaryDirectory
    .appendingPathComponent(UUID().uuidString)

  init() throws {
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: place) }

  /// Writes a file, and tells its path.
  func write(_ text: String, as name: String) throws -> String {
    let file = place.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }
}
