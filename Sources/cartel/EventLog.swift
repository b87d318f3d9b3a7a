import Foundation
import Mechanisms
import Report
import Simulation

/// A file to which everything is added that happens in a market, a line for each event.
final class EventLog {
  private let file: FileHandle
  private var waiting = Data()

  /// No more than this is kept before it is written, in bytes.
  private static let most = 1 << 16

  /// - Throws: ``Unwritable``.
  init(_ path: String) throws {
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    guard let file = FileHandle(forWritingAtPath: path) else { throw Unwritable(path: path) }
    // What was there goes, where it is a file and no device.
    if FileText.isFile(path) { try? file.truncate(atOffset: 0) }
    self.file = file
    self.path = path
    add(line: MarketEvent.header)
  }

  private let path: String

  struct Unwritable: Error, CustomStringConvertible {
    var path: String

    var description: String { "\(path) cannot be written" }
  }

  /// - Throws: ``Unwritable``.
  func add(_ event: MarketEvent) throws {
    add(line: event.row)
    if waiting.count >= Self.most { try write() }
  }

  private func add(line: String) {
    waiting += Data(line.utf8)
    waiting.append(UInt8(ascii: "\n"))
  }

  /// Writes what was not written yet.
  ///
  /// - Throws: ``Unwritable``.
  func write() throws {
    do {
      try file.write(contentsOf: waiting)
    } catch {
      throw Unwritable(path: path)
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
