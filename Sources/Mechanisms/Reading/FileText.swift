import Foundation

/// The text of a mechanism file, within the limits.
public enum FileText {
  /// Whether it is a file, and not a folder, a device or nothing.
  public static func isFile(_ path: String) -> Bool {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }

  /// - Throws: ``Diagnostics``, if it cannot be read, is too large or no text.
  public static func at(_ path: String) throws(Diagnostics) -> String {
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
    return text
  }
}
