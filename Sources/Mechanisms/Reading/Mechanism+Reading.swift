import Foundation

extension Mechanism {
  /// Reads a mechanism file's text and checks it completely.
  ///
  /// - Parameter file: How diagnostics name the file.
  /// - Throws: Every mistake that was found, located (up to ``Limits/diagnostics``).
  /// - Complexity: linear in the length of the text, apart from what checking costs
  ///   (see ``check()``).
  public init(reading text: String, file: String) throws(Diagnostics) {
    let log = DiagnosticLog()
    guard text.utf8.count <= Limits.fileSize else {
      log.report(.fileTooLarge, at: Location(file: file, line: 1, column: 1))
      throw log.diagnostics
    }
    let source = SourceText(text, file: file)
    let root = try Entry(yaml: text, in: source)
    var reader = MechanismReader(source, log)
    let mechanism = reader.mechanism(root)
    try log.throwIfAny()
    try mechanism.check()
    self = mechanism
  }

  /// Reads a mechanism file and checks it completely.
  ///
  /// - Throws: ``Diagnostics``, also if the file cannot be read.
  public init(contentsOf path: String) throws(Diagnostics) {
    let log = DiagnosticLog()
    let start = Location(file: path, line: 1, column: 1)
    let file = Location(file: path, line: 0, column: 0)
    var data = Data()
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      if size <= Limits.fileSize {
        // One byte more than allowed, in case the size is not what was said.
        while data.count <= Limits.fileSize,
          let more = try handle.read(upToCount: Limits.fileSize + 1 - data.count), !more.isEmpty
        {
          data += more
        }
      }
      if size > Limits.fileSize || data.count > Limits.fileSize {
        log.report(.fileTooLarge, at: start)
      }
    } catch {
      log.report(.unreadableFile(error.localizedDescription), at: file)
    }
    try log.throwIfAny()
    guard let text = String(validating: data, as: UTF8.self) else {
      log.report(.notUTF8, at: start)
      throw log.diagnostics
    }
    try self.init(reading: text, file: path)
  }
}
