import Foundation

/// What one run of the executable came to.
struct Outcome: Sendable {
  var status: Int32
  /// Whether it ended by itself, not by a signal.
  var ended: Bool
  var output: String
  var complaints: String
  var seconds: Double

  /// The output as one JSON object.
  func json() throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
    guard let object = object as? [String: Any] else { throw NotAnObject() }
    return object
  }

  struct NotAnObject: Error {}
}

/// The executable, run as a process in a folder of its own, where it also keeps what it decides.
final class Tool {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The executable beside the test bundle.
  static func executable() throws -> URL {
    var places = [Bundle.main.bundleURL, Bundle.main.executableURL].compactMap { $0 }
    places += CommandLine.arguments.map { URL(fileURLWithPath: $0) }
    for place in places {
      var folder = place
      for _ in 0..<4 {
        let candidate = folder.appendingPathComponent("cartel")
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder),
          !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate.path)
        {
          return candidate
        }
        folder = folder.deletingLastPathComponent()
      }
    }
    throw NotBuilt()
  }

  struct NotBuilt: Error {}

  func path(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  func write(_ data: Data, to name: String) throws {
    let file = path(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func text(of name: String) throws -> String {
    try String(contentsOf: path(name), encoding: .utf8)
  }

  /// Runs the executable to its end.
  ///
  /// - Parameter interruptedAfter: Seconds after which it is interrupted. `seconds` counts from there.
  /// - Parameter killedAfter: Seconds after which it is killed.
  func run(
    _ arguments: String..., interruptedAfter delay: Double? = nil, killedAfter life: Double? = nil
  ) throws -> Outcome {
    try run(arguments, interruptedAfter: delay, killedAfter: life)
  }

  func run(
    _ arguments: [String], interruptedAfter delay: Double? = nil, killedAfter life: Double? = nil
  ) throws -> Outcome {
    try write("", to: ".out")
    try write("", to: ".err")
    let process = Process()
    process.executableURL = try Self.executable()
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging([
      "XDG_CACHE_HOME": path(".cache").path
    ]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: path(".out"))
    process.standardError = try FileHandle(forWritingTo: path(".err"))
    var start = ContinuousClock.now
    try process.run()
    if let delay {
      Thread.sleep(forTimeInterval: delay)
      start = .now
      process.interrupt()
    }
    while process.isRunning {
      Thread.sleep(forTimeInterval: 0.005)
      if ContinuousClock.now - start > .seconds(life ?? 30) {
        kill(process.processIdentifier, SIGKILL)
      }
    }
    process.waitUntilExit()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Outcome(
      status: process.terminationStatus, ended: process.terminationReason == .exit,
      output: try text(of: ".out"), complaints: try text(of: ".err"),
      seconds: Double(seconds) + Double(attoseconds) / 1e18)
  }
}

/// A mechanism in which one agent may take money from outside, and a second one nothing.
func taking(_ properties: String, steps: String = "", parameters: String = "") -> String {
  """
  mechanism: taking
  parameters:
    prize: {default: 21/2}
  \(parameters)
  assume: [prize >= 0]
  roles: {taker: 1, bystander: 1}
  accounts: [pot]
  steps:
    - choose: taker.deed
      options: [leave, take]
      honest: leave
    - when: taker.deed = take
      then: [{pay: prize, from: world, to: taker}]
  \(steps)
  properties:
  \(properties)
  """
}

let safe = "  the bystander: {coalition: {bystander: 1}, expect: proved}\n"
let open = "  the taker: {coalition: {taker: 1}, expect: broken}\n"
let wrong = "  hopeful: {coalition: {taker: 1}, expect: proved}\n"
let vacuous = "  nobody: {coalition: {taker: 1}, given: [prize > 3, prize < 2], expect: proved}\n"
/// Undecided: rounding is not decided.
let undecided =
  "  rounded: {claim: vanishes, quantity: floor(1 / (1 + prize)), as: prize -> infinity}\n"
