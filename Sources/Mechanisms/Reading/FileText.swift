import Foundation

/// The texts of files, within the limits, and where they are.
public enum FileText {
  /// Whether it is a file, and not a folder, a device or nothing.
  public static func isFile(_ path: String) -> Bool {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }

  /// The path of a file that another one names by its path from there; relative to the current directory if
  /// that of the other one is.
  public static func path(of relative: String, beside file: String) -> String {
    let path = URL(
      fileURLWithPath: relative, relativeTo: URL(fileURLWithPath: file).deletingLastPathComponent()
    ).standardizedFileURL.path
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).standardizedFileURL
      .path
    return !file.hasPrefix("/") && path.hasPrefix(here + "/")
      ? String(path.dropFirst(here.count + 1)) : path
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
