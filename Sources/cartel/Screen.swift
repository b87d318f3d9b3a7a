import Foundation
import Mechanisms
import Rainbow
import Report
import Synchronization

/// A terminal, if there is one: what is written stays above a few lines that tell what is going on.
final class Screen: Sendable {
  static let shared = Screen()

  private let shown = Mutex<[String]>([])
  /// Whether what is going on can be shown.
  let isLive = isatty(STDERR_FILENO) != 0 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// Shows some lines below all that was written, in the place of those shown before.
  func show(_ lines: [String]) {
    guard isLive else { return }
    let lines = lines.map { $0.shortened(to: width - 1) }
    shown.withLock { shown in
      guard shown != lines else { return }
      Self.put(Self.erasing(shown) + lines.joined(separator: "\n"), to: .standardError)
      shown = lines
    }
  }

  /// Writes a text that stays.
  func write(_ text: String, to file: FileHandle) {
    shown.withLock { shown in
      if !shown.isEmpty { Self.put(Self.erasing(shown), to: .standardError) }
      let width = isatty(file.fileDescriptor) != 0 ? Self.width(of: file) : nil
      Self.put(width.map { text.wrapped(to: $0) } ?? text, to: file)
      if !shown.isEmpty { Self.put(shown.joined(separator: "\n"), to: .standardError) }
    }
  }

  /// How many characters fit in a line of what is shown.
  var width: Int { Self.width(of: .standardError) ?? 80 }

  private static func width(of file: FileHandle) -> Int? {
    var size = winsize()
    guard ioctl(file.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// What takes lines away again, once the cursor is at the end of the last.
  private static func erasing(_ lines: [String]) -> String {
    "\r" + (lines.count > 1 ? "\u{1B}[\(lines.count - 1)A" : "") + "\u{1B}[J"
  }

  private static func put(_ text: String, to file: FileHandle) {
    do {
      try file.write(contentsOf: Data(text.utf8))
    } catch {
      // What was asked for cannot be told; what is only shown beside it may be lost.
      guard file === FileHandle.standardOutput else { return }
      try? FileHandle.standardError.write(contentsOf: Data("the output cannot be written\n".utf8))
      exit(2)
    }
  }
}

extension Palette {
  /// Colours, where standard output is a terminal and nobody asked for none (`NO_COLOR`).
  static let terminal = Palette { text, part in
    switch part {
    case .mechanism: text.bold
    case .verdict(_, isExpected: false), .remark: text.red.bold
    case .verdict(.proved, _): text.green
    case .verdict(.broken, _), .verdict(.impossible, _): text.yellow
    case .verdict: text.magenta
    }
  }
}
