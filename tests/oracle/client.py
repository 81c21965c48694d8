"""Our client, as a program that takes a line for each case: see src/main.rs."""

import json
import subprocess


class Client:
    def __init__(self, program):
        self.program = program
        self.start()

    def start(self):
        self.process = subprocess.Popen([self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, what, operation, value):
        """The program's answer; an `error` also when it ended, after which the next question goes to a new one."""
        # Escaped, as a line may not hold another line.
        line = f"{what} {operation} {json.dumps(value)}\n"
        try:
            self.process.stdin.write(line.encode())
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        if not answer:
            status = self.process.wait()
            self.start()
            return {"error": f"the program ended with status {status}"}
        return json.loads(answer)
