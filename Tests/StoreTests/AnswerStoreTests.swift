import Foundation
import GRDB
import PropertyExpectations
import PropertyTesting
import Testing

@testable import Store

@Suite("Answer store")
final class AnswerStoreTests: Sendable {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent(UUID().uuidString)
  private let question = Question(["engine", "is it safe?"])

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private var path: String { folder.appendingPathComponent("answers.sqlite").path }

  private func opened(isOwnPlace: Bool = false) -> AnswerStore {
    AnswerStore(at: path, isOwnPlace: isOwnPlace)
  }

  /// A file with one answer in it, nothing of which is in a log beside it.
  private func written(_ answer: String = "yes") throws {
    opened().keep(Data(answer.utf8), under: question)
    try DatabaseQueue(path: path).inDatabase { try $0.execute(sql: "PRAGMA journal_mode=DELETE") }
  }

  @Test("an answer is found again under its question, and under no other")
  func roundTrip() {
    opened().keep(Data("yes".utf8), under: question)
    let store = opened()
    #expect(store.content(under: question) == Data("yes".utf8))
    #expect(store.content(under: Question(["engine", "is it", "safe?"])) == nil)
    #expect(store.content(under: Question(["another engine", "is it safe?"])) == nil)
    #expect(store.trouble == nil)
  }

  @Test("a later answer takes the place of an earlier one")
  func replacing() {
    let store = opened()
    store.keep(Data("no".utf8), under: question)
    store.keep(Data("yes".utf8), under: question)
    #expect(opened().content(under: question) == Data("yes".utf8))
  }

  @Test(
    "in a place of its own, what is no database is begun anew",
    arguments: ["", "no database at all", "SQLite format 3\0"])
  func noDatabase(content: String) throws {
    try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    let store = opened(isOwnPlace: true)
    #expect(store.content(under: question) == nil)
    store.keep(Data("yes".utf8), under: question)
    #expect(opened().content(under: question) == Data("yes".utf8))
  }

  @Test("elsewhere, a file that is no store is left as it is", arguments: ["notes", "database"])
  func foreign(what: String) throws {
    if what == "notes" {
      try Data("my notes".utf8).write(to: URL(fileURLWithPath: path))
    } else {
      let database = try DatabaseQueue(path: path)
      try database.write {
        try $0.execute(sql: "CREATE TABLE mine (it); PRAGMA user_version = \(AnswerStore.format)")
      }
      try database.close()
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let store = opened()
    store.keep(Data("yes".utf8), under: question)
    #expect(store.content(under: question) == nil)
    #expect(store.trouble?.contains("is left as it is") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
  }

  @Test("a file of another version, or of another program, is begun anew")
  func anotherFormat() throws {
    for change in ["PRAGMA user_version = 99", "DROP TABLE answer; CREATE TABLE answer (x)"] {
      try written()
      try DatabaseQueue(path: path).write { try $0.execute(sql: change) }
      let store = opened()
      #expect(store.content(under: question) == nil)
      #expect(store.trouble?.contains("begun anew") == true)
      store.keep(Data("yes".utf8), under: question)
      #expect(opened().content(under: question) == Data("yes".utf8))
    }
  }

  @Test("an answer that was changed in the file is no answer")
  func forgery() throws {
    try written()
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "UPDATE answer SET content = ?", arguments: [Data("no!".utf8)])
    }
    #expect(opened().content(under: question) == nil)
  }

  @Test(
    "a file of which bytes were changed, or the end is missing, answers as before or not at all")
  func damage() async throws {
    try written(String(repeating: "yes", count: 2_000))
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let damages = Generator<Int>.integers(in: 0...whole.count - 1)
    try await check(.arrays(of: damages), Settings(cases: 60)) { places in
      var data = whole
      for place in places { data[place] ^= UInt8(1 + place % 255) }
      if let place = places.last, place % 3 == 0 { data = data.prefix(place) }
      for ending in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: self.path + ending)
      }
      try data.write(to: URL(fileURLWithPath: self.path))
      let found = self.opened().content(under: self.question)
      #expect(found == nil || found == Data(String(repeating: "yes", count: 2_000).utf8))
      let store = self.opened()
      store.keep(Data("again".utf8), under: self.question)
      let again = store.content(under: self.question)
      #expect(again == Data("again".utf8) || store.trouble != nil)
    }
  }

  @Test("a file that another process holds is done without")
  func locked() throws {
    try written()
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: path, configuration: configuration)
    try other.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE")
    }
    let store = opened()
    #expect(store.content(under: question) == nil)
    store.keep(Data("no".utf8), under: question)
    #expect(store.trouble?.contains("cannot be used") == true)
    try other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
    try other.close()
    #expect(opened().content(under: question) == Data("yes".utf8))
  }

  @Test("where there can be no file, nothing is kept")
  func noPlace() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for path in [path, "/proc/no/such/place.sqlite", "/dev/null/answers.sqlite"] {
      let store = AnswerStore(at: path)
      store.keep(Data("yes".utf8), under: question)
      #expect(store.content(under: question) == nil)
      #expect(store.trouble?.contains("nothing is kept") == true)
    }
  }

  @Test("several write at once")
  func together() async {
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let store = AnswerStore(at: path)
          for number in 0..<25 {
            store.keep(Data("\(number)".utf8), under: Question(["\(writer)", "\(number)"]))
          }
        }
      }
    }
    let store = opened()
    for writer in 0..<4 {
      for number in 0..<25 {
        #expect(
          store.content(under: Question(["\(writer)", "\(number)"])) == Data("\(number)".utf8))
      }
    }
  }

  @Test("a program that is another byte for byte is another engine, and so is another solver")
  func engines() throws {
    let program = folder.appendingPathComponent("program").path
    try Data("one".utf8).write(to: URL(fileURLWithPath: program))
    let one = Engine(program: program, solver: "Z3 4.8")
    #expect(one != nil)
    #expect(one == Engine(program: program, solver: "Z3 4.8"))
    #expect(one != Engine(program: program, solver: "Z3 4.9"))
    try Data("two".utf8).write(to: URL(fileURLWithPath: program))
    #expect(one != Engine(program: program, solver: "Z3 4.8"))
    #expect(Engine(program: program + "?", solver: "Z3 4.8") == nil)
    #expect(Engine.running(solver: "Z3 4.8") != nil)
  }
}
