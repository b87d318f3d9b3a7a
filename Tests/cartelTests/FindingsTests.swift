import Foundation
import Testing

@Suite("cartel findings")
struct FindingsTests {
  private let priced = """
    mechanism: priced
    about: Who takes is caught now and then.
    source: nowhere
    parameters:
      prize: {default: 1}
      fine: {default: 4}
      catch: {default: 1/2}
      interest: {default: 1/10}
    assume: [prize > 0, fine >= 0, 0 <= catch <= 1, interest > 0]
    roles: {taker: 1, guard: 1}
    accounts: [pot]
    steps:
      - {pay: fine, from: taker, to: pot}
      - {choose: taker.act, options: [leave, take], honest: leave}
      - chance: luck
        outcomes: {caught: catch, free: 1 - catch}
      - {choose: guard.look, options: [at_it, away], honest: at_it}
      - when: taker.act = take
        then: [{pay: prize, from: world, to: taker}]
      - when: taker.act = take and luck = caught and guard.look = at_it
        then: [{pay: fine, from: pot, to: burn}]
        else: [{pay: fine, from: pot, to: taker}]
    design: {over: [fine, catch], minimise: catch + interest * fine}
    properties:
      nobody takes: {coalition: {taker: 1}, assuming: the guard is honest, expect: broken}
      a fine is enough: {coalition: {taker: 1}, given: [catch * fine >= prize], expect: proved}
      no fine is enough for both:
        {coalition: {taker: 1, guard: 1}, claim: some parameters are safe, expect: impossible}
      taking pays less and less:
        {claim: vanishes, coalition: {taker: 1}, as: fine -> infinity, given: [catch > 0], expect: proved}

    """

  private func tool() throws -> Tool {
    let tool = try Tool()
    try tool.write(priced, to: "Properties/petty/priced.yaml")
    return tool
  }

  @Test("the page tells for each claim which goal it reaches, and where; and the cheapest design")
  func page() throws {
    let outcome = try tool().run("findings")
    #expect(outcome.status == 0 && outcome.complaints.isEmpty)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    // fine + 10/fine is least at the square root of 10: about a tenth of 2 * 3.1623 in all.
    #expect(
      lines.contains {
        $0.hasPrefix(
          "| [priced](#priced) | the taker | the guard is honest | about 0.6325 | nearly with")
      })
    #expect(
      lines.contains(
        "| [priced](#priced) | the taker\\* | the taker as `fine -> infinity` "
          + "|  | the taker unless `prize <= catch*fine`; everybody |"))
    #expect(
      lines.contains {
        $0.hasPrefix(
          "| nobody takes | 3 (1) | **broken**, provided that the guard is honest: The taker alone gains"
        )
          && $0.hasSuffix("Safe exactly where `prize <= catch*fine`. |")
      })
    #expect(lines.contains("| a fine is enough | 1 | **proved** where `catch * fine >= prize` |"))
    #expect(
      lines.contains {
        $0.hasPrefix("Honestly, where `prize = 1`") && $0.hasSuffix("the taker locks up 4.")
      })
    #expect(lines.contains("[priced.yaml](Properties/petty/priced.yaml) · nowhere"))
    #expect(lines.contains("### priced") && lines.contains("## In petty/"))
  }

  @Test("the introduction speaks of what was found")
  func introduction() throws {
    let tool = try tool()
    try tool.write(
      """
      # Findings

      It is {{verdict of nobody takes in priced}}; safe where {{condition of nobody takes
      in priced}}. {{attack of nobody takes in priced}} It costs {{cost of nobody takes in priced}}.
      """, to: "intro.md")
    let outcome = try tool.run("findings", "Properties", "--introduction", "intro.md")
    #expect(
      outcome.output.hasPrefix(
        "# Findings\n\nIt is broken; safe where `prize <= catch*fine`. The taker alone gains"))
    #expect(outcome.output.contains("It costs about 0.6325."))
  }

  @Test(
    "an introduction that speaks of something else is refused",
    arguments: [
      ("{{gain of nothing in priced}}", "there is no 'nothing' in 'priced'"),
      ("{{gain of nobody takes in prized}}", "there is no 'nobody takes' in 'prized'"),
      ("{{loss of nobody takes in priced}}", "there is no loss of 'nobody takes' in 'priced'"),
      (
        "{{gain of a fine is enough in priced}}",
        "there is no gain of 'a fine is enough' in 'priced'"
      ),
      ("{{gain of nobody takes in priced", "a '{{' has no '}}'"),
      ("{{gain}}", "'gain' is not '… of PROPERTY in MECHANISM'"),
    ])
  func missing(text: String, complaint: String) throws {
    let tool = try tool()
    try tool.write(text, to: "intro.md")
    let outcome = try tool.run("findings", "--introduction", "intro.md")
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.complaints.contains("intro.md: \(complaint)"))
  }

  @Test("a page is held against what is found now")
  func against() throws {
    let tool = try tool()
    #expect(try tool.run("findings", "--output", "Properties/page.md").status == 0)
    #expect(try tool.text(of: "Properties/page.md").contains("[priced.yaml](petty/priced.yaml)"))
    #expect(try tool.run("findings", "--output", "page.md").status == 0)
    let same = try tool.run("findings", "--against", "page.md")
    #expect(same.status == 0 && same.output.isEmpty && same.complaints.isEmpty)
    try tool.write(
      priced.replacingOccurrences(of: "{default: 4}", with: "{default: 5}"),
      to: "Properties/petty/priced.yaml")
    let other = try tool.run("findings", "--against", "page.md")
    #expect(other.status == 1)
    #expect(other.complaints.contains(": not what is found now, which is:"))
    #expect(other.complaints.contains("`fine = 5`") || other.complaints.contains("about 0.6325"))
  }

  @Test("no page is written where something is not as expected, or not decided")
  func unexpected() throws {
    let tool = try Tool()
    try tool.write(taking(wrong), to: "Properties/taking.yaml")
    let outcome = try tool.run("findings", "--output", "page.md")
    #expect(outcome.status == 1 && outcome.complaints.contains("taking.yaml: hopeful: broken"))
    try tool.write(taking(undecided), to: "Properties/taking.yaml")
    #expect(try tool.run("findings", "--output", "page.md").status == 3)
    #expect(!FileManager.default.fileExists(atPath: tool.path("page.md").path))
  }

  @Test("a design is told unless another one holds more, and all else is the same")
  func designs() throws {
    let tool = try tool()
    try tool.write(
      priced.replacingOccurrences(
        of: "  taking pays less",
        with: """
            both: {coalition: {taker: 1, guard: 1}, margin: prize, claim: some parameters are safe}
            one, beyond: {coalition: {taker: 1}, margin: prize, claim: some parameters are safe}
            one | many: {coalition: {taker: 1}, given: [interest = 1/10], expect: broken}
            taking pays less
          """), to: "Properties/petty/priced.yaml")
    let outcome = try tool.run("findings")
    let rows = outcome.output.split(separator: "\n").filter {
      $0.hasPrefix("| [priced](#priced) |")
    }
    #expect(rows.count { $0.contains("about 0.6325") } == 2)
    #expect(rows.count { $0.contains("beyond `prize`") && $0.contains("`fine =") } == 0)
    #expect(outcome.output.contains("| one \\| many |"))
  }

  @Test("files that are wrong, or not there, end it with status 2")
  func wrongFiles() throws {
    let tool = try tool()
    #expect(try tool.run("findings", "--introduction", "nowhere.md").status == 2)
    #expect(try tool.run("findings", "--output", "no/where.md").status == 2)
    #expect(try tool.run("findings", "--format", "json").status == 2)
    try tool.write(
      priced.replacingOccurrences(
        of: "minimise: catch", with: "minimise: if catch > 0 then catch else 1"),
      to: "if.yaml")
    let cases = try tool.run("findings", "if.yaml")
    #expect(cases.status == 2)
    #expect(cases.complaints.contains("if.yaml:23:41: this is no cost: it has cases"))
    try tool.write("mechanism: a", to: "Properties/petty/a.yaml")
    let outcome = try tool.run("findings")
    #expect(outcome.status == 2)
    #expect(outcome.complaints.contains("a.yaml:1:1: a mechanism needs 'roles'"))
  }
}
