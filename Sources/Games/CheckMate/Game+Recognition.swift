import Foundation

extension Game {
  /// Whether a JSON file is one of CheckMate's, by its first key.
  ///
  /// - Complexity: only the beginning of the file is read.
  public static func isCheckMate(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    guard let beginning = try? file.read(upToCount: 4096) else { return false }
    let text = String(decoding: beginning, as: UTF8.self)
    guard let key = text.firstMatch(of: /^\s*\{\s*"([a-z_]+)"\s*:/)?.1 else { return false }
    return CheckMateReader.Key(rawValue: String(key)) != nil
  }
}
