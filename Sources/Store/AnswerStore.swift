import Foundation
import GRDB
import Synchronization

/// Answers that were found before, in an SQLite file.
///
/// It can only save time. What is damaged, or was not written to its end, is no answer; a store that cannot be used
/// is begun anew, and where that is not possible either, or the file is something else, nothing is kept. Several
/// processes may use one file.
public final class AnswerStore: Sendable {
  /// What the tables are like; a store of another format is begun anew.
  static let format = 1
  /// What tells a store from other databases (`PRAGMA application_id`): "CRTL".
  static let application = 0x4352_544C
  /// For how long another process may hold the file before it is done without, in seconds.
  static let patience = 2.0
  /// For how many days an answer is kept after it was found.
  static let lifetime = 90

  private struct State {
    var database: DatabaseQueue?
    var hasWritten = false
    var trouble: String?
  }

  public let path: String
  /// Whether whatever is there may be replaced.
  private let isOwnPlace: Bool
  private let state: Mutex<State>

  /// Opens or makes the file, with the folders around it.
  ///
  /// - Parameter isOwnPlace: Whether nothing else can be there, so that what is no store is a damaged one.
  public init(at path: String, isOwnPlace: Bool = false) {
    self.path = path
    self.isOwnPlace = isOwnPlace
    state = Mutex(State())
    state.withLock { open(&$0) }
  }

  /// Why nothing is kept, or what was kept is lost; nil if all is well.
  public var trouble: String? { state.withLock(\.trouble) }

  // MARK: - Answers

  /// What is kept under a question; nil if there is nothing that can be relied on.
  func content(under question: Question) -> Data? {
    attempt { database in
      let select = try database.cachedStatement(
        sql: "SELECT content, seal FROM answer WHERE question = ?")
      guard let row = try Row.fetchOne(select, arguments: [question.digest]),
        let content = Data.fromDatabaseValue(row["content"]),
        let seal = Data.fromDatabaseValue(row["seal"])
      else { return nil }
      return question.seal(of: content) == seal ? content : nil
    } ?? nil
  }

  /// Keeps something under a question, in the place of what was kept there.
  func keep(_ content: Data, under question: Question) {
    let today = Int(Date.now.timeIntervalSince1970 / 86_400)
    let isFirst = state.withLock { state in
      defer { state.hasWritten = true }
      return !state.hasWritten
    }
    attempt { database in
      if isFirst {
        try database.execute(
          sql: "DELETE FROM answer WHERE day < ?", arguments: [today - Self.lifetime])
      }
      try database.execute(
        sql: "INSERT OR REPLACE INTO answer (question, content, seal, day) VALUES (?, ?, ?, ?)",
        arguments: [question.digest, content, question.seal(of: content), today])
    }
  }

  // MARK: - The file

  /// Does something with the database; what goes wrong costs answers, and nothing else.
  @discardableResult private func attempt<Value: Sendable>(
    _ work: @Sendable (Database) throws -> Value
  ) -> Value? {
    state.withLock { state in
      guard let database = state.database else { return nil }
      do {
        return try database.inDatabase(work)
      } catch {
        recover(from: error, &state)
        return nil
      }
    }
  }

  private func open(_ state: inout State) {
    do {
      state.database = try connection()
    } catch {
      recover(from: error, &state)
    }
  }

  private func connection() throws -> DatabaseQueue {
    guard isReplaceable else { throw AnotherFile() }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    configuration.journalMode = .wal
    let database = try DatabaseQueue(path: path, configuration: configuration)
    // Mostly it is there, and then nothing is written.
    let isMade = try database.read { try Self.format(of: $0) == Self.format }
    if !isMade { try make(database) }
    return database
  }

  private static func format(of database: Database) throws -> Int? {
    try Int.fetchOne(database, sql: "PRAGMA user_version")
  }

  private func make(_ database: DatabaseQueue) throws {
    try database.write { database in
      // Another process may have been faster.
      let format = try Self.format(of: database)
      guard format != Self.format else { return }
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      guard format == 0, tables.isEmpty else { throw AnotherFormat() }
      try database.execute(
        sql: """
          CREATE TABLE answer (
            question BLOB PRIMARY KEY, content BLOB NOT NULL, seal BLOB NOT NULL, day INTEGER NOT NULL
          ) WITHOUT ROWID;
          PRAGMA application_id = \(Self.application);
          PRAGMA user_version = \(Self.format);
          """)
    }
    // From here on, the file itself says what it is.
    _ = try database.writeWithoutTransaction { try $0.checkpoint(.passive) }
  }

  private struct AnotherFormat: Error {}
  private struct AnotherFile: Error {}

  /// Whether there is nothing of anybody else's in the file: it is a store, or is not there, or is empty.
  private var isReplaceable: Bool {
    var isDirectory: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    guard isThere else { return true }
    guard !isDirectory.boolValue, let file = FileHandle(forReadingAtPath: path) else {
      return false
    }
    if isOwnPlace { return true }
    defer { try? file.close() }
    // The header of an SQLite file: its name, at 16 the size of a page, at 68 the application.
    let header = (try? file.read(upToCount: 100)) ?? nil
    guard let header, !header.isEmpty else { return true }
    guard header.count == 100, header.starts(with: Data("SQLite format 3\0".utf8)) else {
      return false
    }
    func number(at place: Int, bytes: Int) -> Int {
      header[place..<place + bytes].reduce(0) { $0 << 8 | Int($1) }
    }
    let isFirstPageOnly = (try? file.seekToEnd()) ?? .max <= UInt64(number(at: 16, bytes: 2))
    return isFirstPageOnly || number(at: 68, bytes: 4) == Self.application
  }

  /// Begins a damaged file anew, once; after anything else, nothing is kept.
  private func recover(from error: any Error, _ state: inout State) {
    state.database = nil
    let isFirst = state.trouble == nil
    switch error {
    case is AnotherFile:
      state.trouble = "\(path) is no store of answers, and is left as it is: nothing is kept"
      return
    case is AnotherFormat where isFirst:
      state.trouble = "\(path) is another version's; it is begun anew"
    case let error as DatabaseError where isFirst && error.isDamage && isReplaceable:
      state.trouble = "\(path) was damaged; it is begun anew"
    default:
      state.trouble = "\(path) cannot be used, so that nothing is kept: \(Self.wording(of: error))"
      return
    }
    do {
      for file in ["", "-wal", "-shm"].map({ path + $0 })
      where FileManager.default.fileExists(atPath: file) {
        try FileManager.default.removeItem(atPath: file)
      }
      state.database = try connection()
    } catch {
      state.trouble = "\(path) cannot be used, so that nothing is kept: \(Self.wording(of: error))"
    }
  }

  private static func wording(of error: any Error) -> String {
    (error as? DatabaseError)?.message ?? error.localizedDescription
  }
}

extension DatabaseError {
  /// Whether the file is not what it should be, rather than out of reach.
  fileprivate var isDamage: Bool {
    switch resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT: true
    default: false
    }
  }
}
