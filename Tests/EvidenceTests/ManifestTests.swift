import Foundation
import Hashing
import Testing

@testable import Evidence

@Suite("Evidence")
struct EvidenceTests {
  private let path = FileManager.default.temporaryDirectory
    .appendingPathComponent(UUID().uuidString).path

  private func written() throws -> (EvidenceDirectory, sha256: String) {
    var directory = EvidenceDirectory(path)
    try directory.prepare()
    let no = directory.add(
      "(assert false)\n(check-sat)\n", on: "a b", claim: "nothing is", answer: .unsatisfiable,
      witness: nil)
    let yes = directory.add(
      "(assert true)\n(check-sat)\n", on: "a b", claim: "something is", answer: .satisfiable,
      witness: ["x": "1/2"])
    let proof = Manifest.Proof(
      mechanism: "a b", source: "a.yaml", sourceSHA256: "0", property: "it", verdict: "proved",
      questions: [no, yes])
    return (
      directory, try directory.write(Manifest(cartel: "1", solver: "Z3", proofs: [proof]))
    )
  }

  private func text(_ name: String) -> URL {
    URL(fileURLWithPath: path).appendingPathComponent(name)
  }

  @Test("what is written is read again, with the same hash")
  func roundTrip() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let (directory, hash) = try written()
    let (manifest, again, damage) = try directory.read()
    #expect(hash == again)
    #expect(damage.isEmpty)
    #expect(manifest.proofs[0].questions.map(\.answer) == [.unsatisfiable, .satisfiable])
    #expect(manifest.proofs[0].questions[1].witness == ["x": "1/2"])
  }

  @Test("a changed, missing or strange file is told of")
  func damage() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let (directory, _) = try written()
    let files = try directory.read().manifest.proofs[0].questions.map(\.file)
    try Data("(check-sat)\n".utf8).write(to: text(files[0]))
    try FileManager.default.removeItem(at: text(files[1]))
    try Data().write(to: text("strange.smt2"))
    let damage = try directory.read().damage
    #expect(damage.count == 3)
    #expect(damage.contains("\(files[0]): it is not what the manifest says: its hash differs"))
    #expect(damage.contains("\(files[1]): it cannot be read"))
    #expect(damage.contains("strange.smt2: the manifest does not name it"))
  }

  @Test("older evidence is replaced, and other files are never lost")
  func preparing() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try written()
    try EvidenceDirectory(path).prepare()
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    try Data().write(to: text("thesis.tex"))
    #expect(throws: EvidenceDirectory.Unusable.self) { try EvidenceDirectory(path).prepare() }
    #expect(FileManager.default.fileExists(atPath: text("thesis.tex").path))
  }

  @Test(
    "only one clear answer is an answer",
    arguments: [
      ("sat\n", SolverProgram.Reply.answer(.satisfiable)), (" unsat \n", .answer(.unsatisfiable)),
      ("unknown\n", .silence(reason: "unknown")), ("\n", .silence(reason: "it says nothing")),
      ("sat\nunsat\n", .silence(reason: "sat")),
      ("(error \"no\")\nunsat\n", .silence(reason: "(error \"no\")")),
    ])
  func replies(output: String, reply: SolverProgram.Reply) {
    #expect(SolverProgram.reading(output) == reply)
  }

  @Test("a hash is that of the standard's example")
  func hash() {
    #expect(
      sha256(of: Data("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("a hash of parts is that of the whole, and can be asked for in between")
  func parts() {
    var hash = SHA256Hash()
    #expect(hash.digits == sha256(of: Data()))
    hash.add(Data("a".utf8))
    #expect(hash.bytes.count == 32)
    hash.add(Data("bc".utf8))
    #expect(hash.digits == sha256(of: Data("abc".utf8)))
  }
}
