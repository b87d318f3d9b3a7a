import Foundation
import Testing

@Suite("cartel diff")
struct DiffTests {
  private static let guarded = """
    mechanism: guarded
    parameters:
      gain:    {default: 4}
      deposit: {default: 20}
      check:   {default: 1/4}
    assume: [gain > 0, deposit >= 0, 0 <= check <= 1]
    roles: {node: 1, client: 1}
    accounts: [escrow]
    steps:
      - {pay: deposit, from: node, to: escrow}
      - choose: node.result
        options: [right, wrong]
        honest: right
        seen by: none
      - chance: found
        outcomes: {yes: check, no: 1 - check}
      - when: node.result = wrong
        then: [{pay: gain, from: world, to: node}]
      - when: node.result = wrong and found = yes
        then: [{pay: deposit, from: escrow, to: burn}]
        else: [{pay: deposit, from: escrow, to: node}]
    properties:
      the node: {coalition: {node: 1}, expect: broken}
      the node, deterred:
        coalition: {node: 1}
        given: [check * deposit >= gain]
        expect: proved
    """

  private static func guarded(_ old: String, _ new: String) -> String {
    guarded.replacing(old, with: new)
  }

  @Test("a change that makes something worse is told, with status 1")
  func worse() throws {
    let tool = try Tool()
    try tool.write(Self.guarded, to: "old.yaml")
    try tool.write(Self.guarded("deposit: {default: 20}", "deposit: {default: 10}"), to: "new.yaml")
    let outcome = try tool.run("diff", "old.yaml", "new.yaml")
    #expect(outcome.ended && outcome.status == 1, "\(outcome)")
    #expect(outcome.output.contains("the default of parameter deposit is 10 now, it was 20"))
    #expect(outcome.output.contains("at the defaults, an attack pays now, and none did"))
    #expect(try tool.run("diff", "new.yaml", "old.yaml").status == 0)
  }

  @Test(
    "a change that opens something says at which parameters, and what the same plan gained before")
  func opened() throws {
    let tool = try Tool()
    try tool.write(Self.guarded, to: "old.yaml")
    try tool.write(
      Self.guarded("pay: deposit, from: escrow, to: burn", "pay: deposit, from: escrow, to: node"),
      to: "new.yaml")
    let outcome = try tool.run("diff", "--format", "json", "old.yaml", "new.yaml")
    #expect(outcome.ended && outcome.status == 1, "\(outcome)")
    let changed = try outcome.json()["changed"] as? [[String: Any]]
    let properties = changed?.first?["properties"] as? [[String: Any]]
    let node = properties?.first { $0["property"] as? String == "the node" }
    let opened = node?["opened"] as? [[String: Any]]
    #expect(opened?.first?["gain"] as? String == "4")
    #expect(opened?.first?["gainElsewhere"] as? String == "-1")
    #expect((changed?.first?["rules"] as? [[String: Any]])?.first?["new"] as? String == "node")
  }

  @Test("names alone are no change")
  func renamed() throws {
    let tool = try Tool()
    try tool.write(Self.guarded, to: "old.yaml")
    try tool.write(
      Self.guarded("deposit", "bond").replacing("guarded", with: "bonded"), to: "new.yaml")
    let outcome = try tool.run("diff", "old.yaml", "new.yaml")
    #expect(outcome.ended && outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("nothing changed but names"))
    #expect(outcome.output.contains("the parameter deposit is called bond now"))
  }

  @Test("directories are compared file by file, wherever they are")
  func directories() throws {
    let tool = try Tool()
    try tool.write(Self.guarded, to: "old/a/guarded.yaml")
    try tool.write(Self.guarded("mechanism: guarded", "mechanism: moved"), to: "old/moved.yaml")
    try tool.write(Self.guarded("mechanism: guarded", "mechanism: lost"), to: "old/lost.yaml")
    try tool.write(Self.guarded("default: 4", "default: 3"), to: "new/a/guarded.yaml")
    try tool.write(Self.guarded("mechanism: guarded", "mechanism: moved"), to: "new/b/moved.yaml")
    try tool.write(Self.guarded("mechanism: guarded", "mechanism: found"), to: "new/found.yaml")
    let outcome = try tool.run("diff", "old", "new")
    #expect(outcome.ended && outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("the default of parameter gain is 3 now, it was 4"))
    #expect(outcome.output.contains("1 mechanism changed, 1 added, 1 removed, 1 as before"))
    #expect(outcome.output.contains(/added +found/) && outcome.output.contains(/removed +lost/))
  }

  // MARK: - Revisions

  private func git(_ arguments: String..., in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", folder.path] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "git \(arguments)")
  }

  @Test("revisions are compared with each other and with the files as they are, in their own names")
  func revisions() throws {
    let tool = try Tool()
    try git("init", "--quiet", "--initial-branch=main", in: tool.folder)
    let variant = "based on: guarded.yaml\nmechanism: variant\nparameters: {gain: {default: 3}}\n"
    try tool.write(Self.guarded, to: "Properties/guarded.yaml")
    try tool.write(variant, to: "Properties/variant.yaml")
    try git("add", ".", in: tool.folder)
    try git("commit", "--quiet", "--message", "one", in: tool.folder)
    try tool.write(
      Self.guarded("deposit: {default: 20}", "deposit: {default: 12}"),
      to: "Properties/guarded.yaml")
    try git("commit", "--quiet", "--all", "--message", "two", in: tool.folder)
    let both = try tool.run("diff", "HEAD~..HEAD")
    #expect(both.ended && both.status == 1, "\(both)")
    #expect(both.output.contains("guarded  (Properties/guarded.yaml)"))
    #expect(both.output.contains("variant  (Properties/variant.yaml)"))
    #expect(both.output.contains("2 mechanisms changed"))
    try tool.write(Self.guarded, to: "Properties/guarded.yaml")
    let working = try tool.run("diff", "HEAD", "Properties/guarded.yaml")
    #expect(working.status == 0 && working.output.contains("is 20 now, it was 12"), "\(working)")
    let same = try tool.run("diff", "HEAD~", "Properties")
    #expect(
      same.status == 0 && same.output.contains("no mechanism changed, 2 as before"), "\(same)")
    #expect(try tool.run("diff", "HEAD~...HEAD", "Properties/variant.yaml").status == 0)
    for wrong in [["nowhere..HEAD"], ["HEAD", "missing.yaml"], ["HEAD..HEAD..HEAD"]] {
      let outcome =
        wrong.count == 1 ? try tool.run("diff", wrong[0]) : try tool.run("diff", wrong[0], wrong[1])
      #expect(outcome.ended && outcome.status == 2 && !outcome.complaints.isEmpty, "\(outcome)")
    }
  }

  @Test("what cannot be compared is told with status 2")
  func wrong() throws {
    let tool = try Tool()
    try tool.write(Self.guarded, to: "old.yaml")
    try tool.write("mechanism: [", to: "damaged.yaml")
    try tool.write(Self.guarded("to: escrow}", "to: burn}"), to: "unsound.yaml")
    try tool.write(Self.guarded, to: "folder/old.yaml")
    for arguments in [
      ["old.yaml", "missing.yaml"], ["missing.yaml", "old.yaml"], ["old.yaml", "damaged.yaml"],
      ["damaged.yaml", "old.yaml"], ["old.yaml", "unsound.yaml"], ["old.yaml", "folder"],
    ] {
      let outcome = try tool.run("diff", arguments[0], arguments[1])
      #expect(outcome.ended && outcome.status == 2, "\(arguments) \(outcome)")
      #expect(!outcome.complaints.isEmpty)
    }
    #expect(try tool.run("diff", "old.yaml").status == 2)
    #expect(try tool.run("diff", "main..HEAD").complaints.contains("git"))
  }

  @Test("old rules that are not sound are told, and nothing is said of them")
  func repaired() throws {
    let tool = try Tool()
    try tool.write(Self.guarded, to: "new.yaml")
    try tool.write(Self.guarded("to: escrow}", "to: burn}"), to: "old.yaml")
    let outcome = try tool.run("diff", "old.yaml", "new.yaml")
    #expect(outcome.ended && outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("nothing can be said of the old rules"))
  }

  @Test("for a pull request, it is Markdown in which formulas stay what they are")
  func markdown() throws {
    let tool = try Tool()
    try tool.write(Self.guarded, to: "old.yaml")
    try tool.write(
      Self.guarded("pay: deposit, from: node", "pay: deposit + gain, from: node").replacing(
        "[{pay: deposit, from: escrow, to: node}]",
        with: "[{pay: deposit + gain, from: escrow, to: node}]"
      ).replacing(
        "[{pay: deposit, from: escrow, to: burn}]",
        with: "[{pay: deposit + gain, from: escrow, to: burn}]"), to: "new.yaml")
    let outcome = try tool.run("diff", "--format", "markdown", "old.yaml", "new.yaml")
    #expect(outcome.ended && outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("### guarded"))
    #expect(outcome.output.contains("- **better** the node"))
    #expect(outcome.output.contains("check\\*"))
  }
}
