"""Emoji of good and of bad, in every language alike. Written for this project."""

# ruff: noqa: E501 - a list is one line

GOOD_EMOJI = "🥰 😊 😘 💕 💖 💙 💜 💛 💚 ❤ ♥ ♡ 🎉 🙌 👏 💪 😁 😄 😃 😀 🤗 😻 ✨ 🥳 😎 😋 😉 🤣 😆 😅 😂 ☺ 💋 💗 💓 😍 💞 💝 🌹 🌸 🌷 💐 ✌ 👍 👌 😇 🙂 😌 🤩 😚 😙 🏆 🎂 🎊 💃 💘 🌟"
BAD_EMOJI = "😭 😢 😡 😠 😤 😞 😔 😟 😕 🙁 ☹ 😣 😖 😫 😩 😰 😨 😱 😓 💔 👎 🤢 🤮 🤬 😒 🙄 😪 😥 🤦 😧 😦 😵 🤕 🤒 😷 😿 🖕 💩 🥺 🥀"
