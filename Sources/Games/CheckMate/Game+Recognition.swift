import Foundation

extension Game {
  /// Whether a JSON file is one of CheckMate's, by its first key.
  ///
  /// - Complexity: only the beginning of the file is read.
  public static func isCheckMate(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    guard let bytes = try? file.read(upToCount: 4096) else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    let beginning = /^\u{FEFF}?\s*\{\s*"([a-z_]+)"\s*:/
    guard let key = text.firstMatch(of: beginning)?.1 else { return false }
    return CheckMateReader.Key(rawValue: String(key)) != nil
  }
}
