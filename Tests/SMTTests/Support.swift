import Foundation
import SMT

/// A nonlinear question over whole numbers that no solver decides soon: a sum of three cubes.
func hardQuestion(in context: Context) -> BoolTerm {
  let cubes = ["a", "b", "c"].map { context.integer($0).power(3) }
  return sum(cubes, in: context) .== 42
}

/// The resident memory of this process; zero where the system does not tell.
func residentBytes() -> Int {
  guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
    return 0
  }
  let fields = text.split(separator: " ")
  return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
}

/// The first line another program prints for a script; nil if the program is not installed or has
/// no answer within ten seconds.
func answer(of program: String, _ options: [String], to script: String) throws -> String? {
  guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
  let file = FileManager.default.temporaryDirectory
    .appendingPathComponent("smt-\(UUID().uuidString).smt2")
  try script.write(to: file, atomically: true, encoding: .utf8)
  defer { try? FileManager.default.removeItem(at: file) }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = options + [file.path]
  let output = Pipe()
  process.standardOutput = output
  process.standardError = output
  try process.run()
  // The program inherits blocked signals from a pool thread and would not hear a polite request.
  let identifier = process.processIdentifier
  let limit = DispatchWorkItem { kill(identifier, SIGKILL) }
  DispatchQueue.global().asyncAfter(deadline: .now() + 10, execute: limit)
  defer { limit.cancel() }
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationReason == .exit else { return nil }
  let text = String(decoding: data, as: UTF8.self)
  return text.split(separator: "\n").first.map(String.init) ?? ""
}
