import Foundation

/// Files that are made where none were, together with their directories; all of them, or none.
struct NewFiles {
  private var files: [URL] = []
  private var folders: [URL] = []

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Whether anything has this name, be it a link that leads nowhere.
  static func isTaken(_ path: URL) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path.path)) != nil
  }

  /// - Throws: ``Failure``, in words; what was written before is still there.
  mutating func write(_ text: String, to file: URL) throws {
    try make(file.deletingLastPathComponent())
    do {
      files.append(file)
      try Data(text.utf8).write(to: file, options: .withoutOverwriting)
    } catch {
      // Somebody else's, made meanwhile.
      if (error as? CocoaError)?.code == .fileWriteFileExists { files.removeLast() }
      throw Self.failure(error, at: file)
    }
  }

  private mutating func make(_ folder: URL) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) {
      if isFolder.boolValue { return }
      throw Failure(description: "\(folder.path) is a file, not a directory")
    }
    if Self.isTaken(folder) {
      throw Failure(description: "\(folder.path) is a link that leads nowhere")
    }
    try make(folder.deletingLastPathComponent())
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    } catch {
      throw Self.failure(error, at: folder)
    }
    folders.append(folder)
  }

  private static func failure(_ error: any Error, at path: URL) -> Failure {
    let reason =
      ((error as? CocoaError)?.underlying as? POSIXError).map {
        String(cString: strerror($0.code.rawValue))
      }
      ?? error.localizedDescription
    return Failure(description: "\(path.path) cannot be made: \(reason)")
  }

  /// Takes away again what was written, and the directories that were made for it and are empty.
  func remove() {
    for file in files { try? FileManager.default.removeItem(at: file) }
    for folder in folders.reversed() { rmdir(folder.path) }
  }
}
