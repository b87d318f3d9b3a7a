import Foundation
import Mechanisms
import Testing

/// Files in a folder of their own.
private struct Folder {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  init(_ files: [String: String]) throws {
    for (name, text) in files {
      let file = url.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  func mechanism(_ name: String) throws -> Mechanism {
    try Mechanism(contentsOf: url.appendingPathComponent(name).path)
  }

  /// What reading a file says, with the names of files without their folder.
  func mistakes(_ name: String) -> [String] {
    do {
      _ = try mechanism(name)
      return []
    } catch let error as Diagnostics {
      return error.list.map {
        $0.description.replacingOccurrences(of: url.path + "/", with: "")
      }
    } catch {
      return ["\(error)"]
    }
  }
}

private let base = """
  mechanism: base
  about: a base
  source: somewhere
  parameters: {price: {default: 10}, fine: {default: 1}}
  assume: [price > 0]
  roles: {node: 1}
  accounts: [pot]
  steps:
    - {choose: node.result, options: [good, bad], honest: good}
    - when: node.result = bad
      then:
        - part: punishment
          steps: [{pay: fine, from: node, to: burn}]
    - part: payment
      steps: [{pay: price, from: world, to: node}]
  design: {over: fine, minimise: fine}
  properties:
    the node: {coalition: {node: 1}, given: [fine > 0], expect: proved}
    money: {claim: conservation, expect: proved}
  """

@Suite("A file based on another")
struct CompositionTests {
  @Test("is read as if it were written out")
  func writtenOut() throws {
    let folder = try Folder([
      "base.yaml": base,
      "variants/one.yaml": """
      based on: ../base.yaml
      mechanism: one
      parameters: {fine: {default: 2}, share: {about: a share}}
      assume: 0 <= share <= 1
      roles: {judge: 3}
      accounts: {treasury: {may go below zero: true}}
      parts:
        punishment:
          - {pay: share * fine, from: node, to: pot}
          - part: remainder
            steps: [{pay: (1 - share) * fine, from: node, to: burn}]
      properties:
        the node: {expect: broken, assuming: the judges are honest}
        money:
        a judge: {coalition: {judge: 1}}
      """,
      "whole.yaml": """
      mechanism: one
      about: a base
      source: somewhere
      parameters: {price: {default: 10}, fine: {default: 2}, share: {about: a share}}
      assume: [price > 0, 0 <= share <= 1]
      roles: {node: 1, judge: 3}
      accounts: {pot: , treasury: {may go below zero: true}}
      steps:
        - {choose: node.result, options: [good, bad], honest: good}
        - when: node.result = bad
          then:
            - {pay: share * fine, from: node, to: pot}
            - {pay: (1 - share) * fine, from: node, to: burn}
        - {pay: price, from: world, to: node}
      design: {over: [fine], minimise: fine}
      properties:
        the node:
          {coalition: {node: 1}, given: [fine > 0], expect: broken, assuming: the judges are honest}
        a judge: {coalition: {judge: 1}}
      """,
    ])
    #expect(try folder.mechanism("variants/one.yaml") == folder.mechanism("whole.yaml"))
  }

  @Test("may be a base itself; a part may be used more than once, and be replaced in all places")
  func chains() throws {
    let folder = try Folder([
      "base.yaml": base + "\n",
      "one.yaml": """
      based on: base.yaml
      mechanism: one
      parts:
        payment: [{pay: 2, from: world, to: node}, {part: punishment}]
      """,
      "two.yaml": """
      based on: one.yaml
      mechanism: two
      parts: {punishment: [{pay: 3, from: node, to: burn}]}
      """,
    ])
    let mechanism = try folder.mechanism("two.yaml")
    let text = try mechanism.text()
    #expect(text.components(separatedBy: "\"pay\": \"3\"").count == 3)
    #expect(!text.contains("\"pay\": \"fine\""))
    #expect(mechanism.steps.count == 4)
  }

  @Test("a part that a variant adds may be replaced by a variant of it")
  func addedParts() throws {
    let folder = try Folder([
      "base.yaml": base + "\n",
      "one.yaml": """
      based on: base.yaml
      mechanism: one
      parts:
        payment: [{part: bonus, steps: [{pay: 2, from: world, to: node}]}]
      """,
      "two.yaml":
        "based on: one.yaml\nmechanism: two\nparts: {bonus: [{pay: 3, from: world, to: node}]}\n",
    ])
    let text = try folder.mechanism("two.yaml").text()
    #expect(text.contains("\"pay\": \"3\"") && !text.contains("\"pay\": \"2\""))
  }

  @Test("a mistake is told where it was written")
  func places() throws {
    let folder = try Folder([
      "base.yaml": base,
      "one.yaml": """
      based on: base.yaml
      mechanism: one
      parts:
        punishment: [{pay: "fin", from: node, to: burn}]
        paiment: []
      steps: []
      """,
      "two.yaml":
        "based on: base.yaml\nmechanism: two\nparts:\n  payment: [{pay: prise, from: world, to: node}]\n",
      "three.yaml": "based on: base.yaml\nmechanism: three\nparameters: {price: {default: -1}}\n",
    ])
    #expect(
      folder.mistakes("one.yaml") == [
        "one.yaml:5:3: unknown part 'paiment'; did you mean 'payment'?",
        "one.yaml:6:1: the steps are those of the file that this one is based on; replace some of its 'parts'",
      ])
    #expect(
      folder.mistakes("two.yaml") == [
        "two.yaml:4:19: unknown name 'prise'; did you mean 'price'?"
      ])
    #expect(
      folder.mistakes("three.yaml") == [
        "base.yaml:5:10: the defaults of the parameters violate this assumption"
      ])
  }

  @Test(
    "what cannot be put together",
    arguments: [
      ("based on: self.yaml\n", "self.yaml:1:11: 'self.yaml' is based on this file"),
      (
        "based on: nowhere.yaml\n",
        "self.yaml:1:11: cannot be read: 'nowhere.yaml' is no file beside this one"
      ),
      ("based on: [a]\n", "self.yaml:1:11: expected the name of a file, found a list"),
      (
        "mechanism: a\nroles: {r: 1}\nsteps:\n  - {part: p, steps: [{part: p}]}\n",
        "self.yaml:4:30: the part 'p' is part of itself"
      ),
      (
        "mechanism: a\nroles: {r: 1}\nsteps:\n  - {part: p, steps: []}\n  - {part: p, steps: []}\n",
        "self.yaml:5:12: the part 'p' is given twice"
      ),
      (
        "mechanism: a\nroles: {r: 1}\nsteps:\n  - {part: q}\n",
        "self.yaml:4:12: unknown part 'q'"
      ),
    ])
  func impossible(text: String, message: String) throws {
    #expect(try Folder(["self.yaml": text]).mistakes("self.yaml") == [message])
  }

  @Test(
    "what a variant says of the wrong kind is told",
    arguments: [
      ("accounts: stash", "one.yaml:3:11: expected a map for accounts, found text"),
      ("roles: [judge]", "one.yaml:3:8: expected a map for roles, found a list"),
      ("properties: [the node]", "one.yaml:3:13: expected a map for properties, found a list"),
      (
        "properties: {the node: nonsense}",
        "one.yaml:3:24: expected a map for the node, found text"
      ),
      (
        "properties: {the nod: }",
        "one.yaml:3:14: unknown property 'the nod'; did you mean 'the node'?"
      ),
      (
        "parts: {payment: [{part: punishment, when: true}]}",
        "one.yaml:3:38: unknown key 'when' in 'part'"
      ),
      (
        "parts: {payment: [{part: more, steps: {pay: 1}}]}",
        "one.yaml:3:39: expected a list of steps, found a map"
      ),
      ("parts: {payment: [{part: }]}", "one.yaml:3:26: expected the name of a part, found nothing"),
    ])
  func wrongKind(line: String, message: String) throws {
    let folder = try Folder([
      "base.yaml": base, "one.yaml": "based on: base.yaml\nmechanism: one\n\(line)\n",
    ])
    #expect(folder.mistakes("one.yaml").contains(message))
  }

  @Test("a folder is no base, and there is an end to bases")
  func bases() throws {
    let chain = (0..<120).map { ("f\($0).yaml", "based on: f\($0 + 1).yaml\nmechanism: a\n") }
    let folder = try Folder(
      Dictionary(uniqueKeysWithValues: chain).merging([
        "one.yaml": "based on: .\nmechanism: one\n"
      ]) { $1 })
    #expect(
      folder.mistakes("one.yaml") == [
        "one.yaml:1:11: cannot be read: '.' is no file beside this one"
      ])
    #expect(
      folder.mistakes("f0.yaml") == [
        "f100.yaml:1:11: more than 100 files, each based on the next"
      ])
  }

  /// What is said of parts of which each has the next one twice, so many deep.
  private func complaints(doubling depth: Int, _ last: String) throws -> [String] {
    let doubled = (0..<depth).map {
      "  - {part: p\($0), steps: [{part: p\($0 + 1)}, {part: p\($0 + 1)}]}\n"
    }.joined()
    let text =
      "mechanism: a\nroles: {r: 1}\nsteps:\n\(doubled)  - {part: p\(depth), steps: [\(last)]}\n"
    return try Folder(["self.yaml": text]).mistakes("self.yaml")
  }

  @Test("parts that double each other, or what is inside of them, are given up")
  func doublingInside() throws {
    let pay = "{pay: 1, from: r, to: burn}"
    let steps = Array(repeating: pay, count: 400).joined(separator: ", ")
    let mistakes = try complaints(doubling: 10, "{when: true, then: [\(steps)]}")
    #expect(
      !mistakes.isEmpty
        && mistakes.allSatisfy { $0.hasSuffix("more than 10000 steps, counting each round") })
  }

  @Test("parts that double each other are given up")
  func doubling() throws {
    #expect(
      try complaints(doubling: 40, "{pay: 1, from: r, to: burn}").allSatisfy {
        $0.hasSuffix("more than 10000 steps, counting each round")
      })
  }

  @Test("what is usual is all that a design does not leave open")
  func usual() throws {
    func text(_ design: String, _ property: String) -> String {
      """
      mechanism: a
      parameters: {price: {default: 1}, fine: {default: 2}, value: }
      roles: {r: 1}
      steps:
        - {pay: price, from: r, to: burn}
      \(design)
      properties:
        it: {coalition: {r: 1}, \(property)}
      """
    }
    let design = "design: {over: fine, minimise: fine}"
    #expect(
      try Mechanism(reading: text(design, "given: value > 0, usual: true"), file: "f")
        == Mechanism(reading: text(design, "given: [value > 0, price = 1]"), file: "f"))
    #expect(
      mistakes(in: text("", "usual: true")) == [
        "8:34: 'usual' is what a 'design' does not leave open, and there is none"
      ])
  }

  @Test(
    "a design names parameters and a cost",
    arguments: [
      (
        "{over: [price], minimise: prize}", "6:35: unknown parameter 'prize'; did you mean 'price'?"
      ),
      (
        "{over: [prize], minimise: price}", "6:17: unknown parameter 'prize'; did you mean 'price'?"
      ),
      ("{over: [price]}", "6:9: a design needs 'minimise'"),
    ])
  func design(design: String, message: String) {
    let text = """
      mechanism: a
      parameters: {price: {default: 1}}
      roles: {r: 1}
      steps:
        - {pay: price, from: r, to: burn}
      design: \(design)
      """
    #expect(mistakes(in: text) == [message])
  }
}
