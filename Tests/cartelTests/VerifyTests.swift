import Foundation
import Testing

@Suite("cartel verify")
struct VerifyTests {
  private let taking = """
    mechanism: taking
    parameters: {prize: {default: 1}, fine: {default: 2}, catch: {default: 1/2}}
    assume: [prize > 0, fine >= 0, 0 <= catch <= 1]
    roles: {taker: 1}
    steps:
      - {choose: taker.act, options: [leave, take], honest: leave}
      - chance: luck
        outcomes: {caught: catch, free: 1 - catch}
      - when: taker.act = take
        then:
          - {pay: prize, from: world, to: taker}
          - when: luck = caught
            then: [{pay: fine, from: taker, to: burn}]
    properties:
      nobody takes where it does not pay: {coalition: {taker: 1}, given: [prize <= catch * fine]}
      no fine deters who is never caught:
        coalition: {taker: 1}
        given: [catch = 0]
        claim: some parameters are safe
      some fine deters: {coalition: {taker: 1}, claim: some parameters are safe}

    """

  /// Stands in for a solver.
  private let liar = """
    #!/bin/sh
    if [ "$1" = --version ]; then echo "liar 1"; else echo unsat; fi

    """

  private func proved() throws -> Tool {
    let tool = try Tool()
    try tool.write(taking, to: "taking.yaml")
    let outcome = try tool.run("check", "taking.yaml", "--evidence", "evidence")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("3 proofs rest on"))
    return tool
  }

  private func questions(of tool: Tool) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: tool.path("evidence").path)
      .filter { $0.hasSuffix(".smt2") }.sorted()
  }

  private static let hasSolver = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/cvc5") }

  @Test("another solver confirms every proof", .enabled(if: hasSolver))
  func confirmed() throws {
    let tool = try proved()
    let outcome = try tool.run("verify", "evidence")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("3 of 3 proofs confirmed, 0 contradicted"))
    #expect(outcome.output.contains("asked again: cvc5"))
  }

  @Test("the evidence is the same whenever it is written")
  func deterministic() throws {
    let tool = try proved()
    let first = try Data(contentsOf: tool.path("evidence/manifest.json"))
    for _ in 0..<3 {
      #expect(try tool.run("check", "taking.yaml", "--evidence", "evidence").status == 0)
      #expect(try Data(contentsOf: tool.path("evidence/manifest.json")) == first)
    }
  }

  @Test("a question that was tampered with is named, and nothing is asked")
  func tampered() throws {
    let tool = try proved()
    let file = try #require(try questions(of: tool).first)
    try tool.write("(assert false)\n(check-sat)\n", to: "evidence/\(file)")
    let outcome = try tool.run("verify", "evidence")
    #expect(outcome.status == 2)
    #expect(outcome.complaints.contains("\(file): it is not what the manifest says"))
  }

  @Test("a solver that contradicts a proof is believed before Cartel is")
  func contradicted() throws {
    let tool = try proved()
    try tool.write(liar, to: "liar")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: tool.path("liar").path)
    let outcome = try tool.run("verify", "evidence", "--solver", tool.path("liar").path)
    #expect(outcome.status == 70)
    #expect(outcome.output.contains("contradicted"))
    #expect(outcome.output.contains("the assumptions can hold"))
  }

  @Test("a program that says nothing leaves proofs without an answer")
  func silent() throws {
    let outcome = try proved().run("verify", "evidence", "--solver", "true", "--format", "json")
    #expect(outcome.status == 3)
    let proofs = try outcome.json()["proofs"] as? [[String: Any]]
    #expect(proofs?.allSatisfy { $0["outcome"] as? String == "no answer" } == true)
    #expect(proofs?.count == 3)
  }

  @Test(
    "a second solver is asked what the first leaves open, and nothing else", .enabled(if: hasSolver)
  )
  func inTurn() throws {
    let tool = try proved()
    let second = try tool.run("verify", "evidence", "--solver", "true", "--solver", "cvc5")
    #expect(second.status == 0 && second.output.contains(", then cvc5"))
    try tool.write(liar, to: "liar")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: tool.path("liar").path)
    let path = tool.path("liar").path
    #expect(try tool.run("verify", "evidence", "--solver", "cvc5", "--solver", path).status == 0)
    #expect(
      try tool.run("verify", "evidence", "--solver", "true", "--solver", path).status == 70)
  }

  @Test("a proof whose questions were left out is not confirmed", .enabled(if: hasSolver))
  func nothingAsked() throws {
    let tool = try proved()
    let manifest = try #require(
      try JSONSerialization.jsonObject(with: Data(try tool.text(of: "evidence/manifest.json").utf8))
        as? [String: Any])
    var proofs = try #require(manifest["proofs"] as? [[String: Any]])
    for index in proofs.indices {
      let questions = proofs[index]["questions"] as? [[String: Any]] ?? []
      proofs[index]["questions"] = questions.filter { $0["answer"] as? String == "sat" }
    }
    var changed = manifest
    changed["proofs"] = proofs
    try tool.write(
      try JSONSerialization.data(withJSONObject: changed), to: "evidence/manifest.json")
    let kept = Set(
      proofs.flatMap { $0["questions"] as? [[String: Any]] ?? [] }
        .compactMap { $0["file"] as? String })
    for file in try questions(of: tool) where !kept.contains(file) {
      try FileManager.default.removeItem(at: tool.path("evidence/\(file)"))
    }
    let outcome = try tool.run("verify", "evidence")
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("0 of 3 proofs confirmed"))
  }

  @Test("what is absent is told: a solver, a directory")
  func absent() throws {
    let tool = try proved()
    let solver = try tool.run("verify", "evidence", "--solver", "no-such-solver")
    #expect(solver.status == 2)
    #expect(solver.complaints.contains("no-such-solver"))
    let directory = try tool.run("verify", "nowhere")
    #expect(directory.status == 2)
    #expect(directory.complaints.contains("manifest.json"))
  }
}
