import Foundation

/// The games of other projects that lie beside this one, if they do.
enum SharedGames {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/checkmate-games")

  static let areThere = FileManager.default.fileExists(atPath: folder.path)

  static func path(of name: String) -> String { folder.appending(path: "\(name).json").path }
}
