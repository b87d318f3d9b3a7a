/// What a directory begins with.
extension InitCommand {
  static let mechanism = """
    # yaml-language-server: $schema=../cartel.schema.json
    #
    # TRY THIS FIRST: run "cartel check", which proves what is claimed below. Then make the deposit
    # smaller: write 2 * price instead of 3 * price under "assume", and check again.
    mechanism: deal
    about: >-
      A client pays a node for a result. Now and then an auditor looks at it; a result that the auditor
      finds wrong costs the node its pay and its deposit.

    # The quantities that formulas speak of. A default is only the usual value: whatever is claimed is
    # asked for all values that are assumed to be possible.
    parameters:
      value:   {about: what a correct result is worth to the client}
      price:   {about: what the client pays for a result, default: 10}
      cost:    {about: what computing it costs the node, default: 4}
      deposit: {about: what the node loses if its result is found wrong, default: 30}
      audit:   {about: the probability that the auditor looks, default: 1/4}

    assume:
      - 0 < cost <= price < value
      - 1/4 <= audit <= 1
      - deposit >= 3 * price

    # Who takes part, and how many of each; the accounts that hold money in between.
    roles: {client: 1, node: 1, auditor: 1}
    accounts: [escrow]

    steps:
      - {pay: price, from: client, to: escrow}
      - {pay: deposit, from: node, to: escrow}
      # An option may cost something. "honest" is what the rules prescribe; the others are what may be
      # done instead. Without "seen by: none", everybody would see the choice.
      - choose: node.result
        options:
          correct: {cost: cost}
          wrong:
        honest: correct
        seen by: none
      - chance: audited
        outcomes: {yes: audit, no: 1 - audit}
      - when: audited = yes
        then:
          - choose: auditor.report
            options:
              truth: {learns: node.result}
              praise:
            honest: truth
      - when: auditor.report = truth and node.result = wrong
        then:
          - {pay: price, from: escrow, to: client}
          - {pay: deposit, from: escrow, to: burn}
        else:
          - {pay: price + deposit, from: escrow, to: node}
      - when: node.result = correct
        then: [{pay: value, from: world, to: client}]

    # What is claimed: unless a property says something else, that no coalition of at most so many
    # agents gains anything by breaking the rules, whatever it does. "expect" is the verdict to hold.
    properties:
      the node does not gain by cheating:
        coalition: {node: 1}
        expect: proved
      the node and the auditor do, together:
        coalition: {node: 1, auditor: 1}
        expect: broken
      nothing is left in the escrow when all is over:
        claim: conservation
        expect: proved

    """

  static let aboutRecords = """
    Attacks that were found, one in a file. `cartel record` writes them here; `cartel check` replays
    them before it decides anything, and fails if one gains something else than it did.

    """
}
